import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Plugin } from 'vite'

const COMPRESSIBLE = /\.(?:js|css|svg|json|webmanifest|txt)$/
/** Below this a compressed answer saves less than its own headers. */
const LEAST_BYTES = 1024

const brotli = promisify(brotliCompress)
const gzipped = promisify(gzip)

/**
 * Writes a `.br` and a `.gz` beside every text file of the build, so that the server sends bytes and spends no time on
 * compressing. HTML is left out: the server puts a nonce into it for each answer.
 */
export function precompressPlugin(): Plugin {
  return {
    name: 'precompress',
    apply: 'build',
    enforce: 'post',
    async writeBundle({ dir }) {
      if (dir !== undefined) await precompress(dir)
    },
  }
}

/** Compresses what is worth it in a folder and below it. Returns the files' paths. */
export async function precompress(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries
    .filter(entry => entry.isFile() && COMPRESSIBLE.test(entry.name))
    .map(entry => join(entry.parentPath, entry.name))
  const written: string[] = []
  for (const file of files) {
    const bytes = await readFile(file)
    if (bytes.length < LEAST_BYTES) continue
    const small = await brotli(bytes, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
    })
    await writeFile(`${file}.br`, small)
    await writeFile(`${file}.gz`, await gzipped(bytes, { level: 9 }))
    written.push(file)
  }
  return written
}
