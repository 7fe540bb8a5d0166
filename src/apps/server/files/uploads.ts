import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { chmod, mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { isUuid, type Uuid, uuidv7 } from '../../../kernel/ids.ts'
import { problem } from '../problems.ts'

export const mostUploadBytes = 1024 ** 3
/** A file that nobody has imported by then is forgotten. */
const keptFor = 7 * 24 * 3600 * 1000

/** Where an uploaded file waits. Its id is the only way to it, and cannot be guessed. */
export function uploadPath(dataFolder: string, file: Uuid): string {
  if (!isUuid(file)) throw new TypeError('not an upload')
  return join(dataFolder, 'uploads', file)
}

export interface Upload {
  readonly file: Uuid
  readonly bytes: number
  readonly sha256: string
}

/**
 * Streams a body to disk, readable by this program alone. Throws `files.upload-too-large`, `files.upload-empty`,
 * `files.upload-cut-short`; then nothing stays on disk.
 */
export async function spool(dataFolder: string, body: Readable, most = mostUploadBytes): Promise<Upload> {
  const file = uuidv7()
  const path = uploadPath(dataFolder, file)
  const folder = join(dataFolder, 'uploads')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await chmod(folder, 0o700)
  await removeOld(folder)
  const hash = createHash('sha256')
  let bytes = 0
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      if (bytes > most) return done(problem('files.upload-too-large', { megabytes: Math.floor(most / 1024 ** 2) }))
      hash.update(chunk)
      done(null, chunk)
    },
  })
  const part = `${path}.part`
  try {
    await pipeline(body, count, createWriteStream(part, { flags: 'wx', mode: 0o600 }))
    if (bytes === 0) throw problem('files.upload-empty')
    await rename(part, path)
  } catch (failure) {
    await rm(part, { force: true })
    throw isCutShort(failure) ? problem('files.upload-cut-short') : failure
  }
  return { file, bytes, sha256: hash.digest('hex') }
}

function isCutShort(failure: unknown): boolean {
  const { code } = (failure ?? {}) as { code?: unknown }
  return code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ECONNRESET'
}

async function removeOld(folder: string): Promise<void> {
  const before = Date.now() - keptFor
  for (const name of await readdir(folder)) {
    const path = join(folder, name)
    const found = await stat(path).catch(() => undefined)
    if (found && found.mtimeMs < before) await rm(path, { force: true })
  }
}
