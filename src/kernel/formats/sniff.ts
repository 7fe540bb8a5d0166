import { open } from 'node:fs/promises'
import { markedEncoding } from './encoding.ts'
import { FormatProblem } from './problem.ts'

/** What a file is by its content. The name and the extension are never asked. */
export type FileKind = 'zip' | 'text'

const HEAD = 65_536
const MAGIC: readonly (readonly [kind: string, bytes: readonly number[]])[] = [
  ['pdf', [0x25, 0x50, 0x44, 0x46]],
  ['gzip', [0x1f, 0x8b]],
  ['png', [0x89, 0x50, 0x4e, 0x47]],
  ['jpeg', [0xff, 0xd8, 0xff]],
  ['rar', [0x52, 0x61, 0x72, 0x21]],
  ['7z', [0x37, 0x7a, 0xbc, 0xaf]],
  ['parquet', [0x50, 0x41, 0x52, 0x31]],
]
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
/** The stream that Office writes when a workbook has a password (MS-OFFCRYPTO 1.3.3), as its directory names it. */
const ENCRYPTED_STREAM = Buffer.from('EncryptedPackage', 'utf16le')

const begins = (head: Buffer, bytes: readonly number[]): boolean => bytes.every((byte, at) => head[at] === byte)

/** A compound file is an old `.xls`, or a new workbook locked with a password: its directory says which. */
async function refuseCompound(path: string): Promise<never> {
  const file = await open(path, 'r')
  try {
    let rest = Buffer.alloc(0)
    for await (const chunk of file.createReadStream({ autoClose: false }) as AsyncIterable<Buffer>) {
      const bytes = Buffer.concat([rest, chunk])
      if (bytes.includes(ENCRYPTED_STREAM)) throw new FormatProblem('format.encrypted')
      rest = Buffer.from(bytes.subarray(-ENCRYPTED_STREAM.length))
    }
  } finally {
    await file.close()
  }
  throw new FormatProblem('format.not-a-table', { kind: 'xls' })
}

function refuseText(head: Buffer): void {
  const text = head
    .subarray(0, 2048)
    .toString('latin1')
    .replace(/^(?:ï»¿)?\s+|^ï»¿/, '')
  if (/^<\?xml|^<[A-Za-z]+[:\s>]/.test(text)) {
    throw new FormatProblem('format.not-a-table', { kind: /<(?:!doctype\s+)?html/i.test(text) ? 'html' : 'xml' })
  }
  if (/^<!doctype/i.test(text)) throw new FormatProblem('format.not-a-table', { kind: 'html' })
  if (/^(?:\{\s*"|\[\s*[[{"])/.test(text)) throw new FormatProblem('format.not-a-table', { kind: 'json' })
}

/** UTF-16 has zeros on one side of its pairs; anything else with zeros is no text. */
function isBinary(head: Buffer): boolean {
  if (markedEncoding(head)) return false
  const sides = new Set<number>()
  for (let at = head.indexOf(0); at >= 0; at = head.indexOf(0, at + 1)) sides.add(at % 2)
  return sides.size === 2
}

/**
 * Looks at the first bytes of a file. Throws `format.empty`, `format.encrypted`, or `format.not-a-table` with the `kind` that
 * it seems to be.
 */
export async function sniffFile(path: string): Promise<FileKind> {
  const file = await open(path, 'r')
  const buffer = Buffer.alloc(HEAD)
  let head: Buffer
  try {
    const { bytesRead } = await file.read(buffer, 0, HEAD, 0)
    head = buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
  if (head.length === 0) throw new FormatProblem('format.empty')
  if (begins(head, COMPOUND)) await refuseCompound(path)
  if (begins(head, [0x50, 0x4b, 0x03, 0x04])) return 'zip'
  if (begins(head, [0x50, 0x4b, 0x05, 0x06])) throw new FormatProblem('format.not-a-table', { kind: 'zip' })
  const known = MAGIC.find(([, bytes]) => begins(head, bytes))
  if (known) throw new FormatProblem('format.not-a-table', { kind: known[0] })
  if (isBinary(head)) throw new FormatProblem('format.not-a-table', { kind: 'binary' })
  refuseText(head)
  return 'text'
}
