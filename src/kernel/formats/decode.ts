import { isUtf8 } from 'node:buffer'
import { createReadStream } from 'node:fs'
import iconv from 'iconv-lite'
import { FormatProblem } from './problem.ts'

/** Encodings that a person may choose when the detection was wrong. `gb18030` covers GBK and GB2312. */
export const ENCODINGS = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1250',
  'windows-1251',
  'windows-1252',
  'windows-1253',
  'windows-1254',
  'windows-1255',
  'windows-1256',
  'windows-1257',
  'windows-1258',
  'windows-874',
  'iso-8859-1',
  'iso-8859-2',
  'iso-8859-3',
  'iso-8859-4',
  'iso-8859-5',
  'iso-8859-6',
  'iso-8859-7',
  'iso-8859-8',
  'iso-8859-9',
  'iso-8859-10',
  'iso-8859-13',
  'iso-8859-14',
  'iso-8859-15',
  'iso-8859-16',
  'koi8-r',
  'koi8-u',
  'macintosh',
  'gb18030',
  'big5',
  'shift_jis',
  'euc-kr',
] as const

export type Encoding = (typeof ENCODINGS)[number]

const ALIASES: Readonly<Record<string, Encoding>> = {
  utf8: 'utf-8',
  'us-ascii': 'utf-8',
  ascii: 'utf-8',
  'utf-16': 'utf-16le',
  utf16: 'utf-16le',
  utf16le: 'utf-16le',
  utf16be: 'utf-16be',
  'latin-1': 'iso-8859-1',
  latin1: 'iso-8859-1',
  gbk: 'gb18030',
  gb2312: 'gb18030',
}

/** The name as this room writes it. Throws `format.unknown-encoding`. */
export function encodingNamed(name: string): Encoding {
  const lower = name.trim().toLowerCase()
  const windows = lower.replace(/^(?:cp|win)-?(125\d)$/, 'windows-$1')
  const found = ENCODINGS.find(encoding => encoding === windows) ?? ALIASES[lower]
  if (!found) throw new FormatProblem('format.unknown-encoding', { encoding: name })
  return found
}

/** Turns chunks of bytes into text, refusing bytes that mean nothing. */
export interface StreamDecoder {
  /** Throws `format.encoding` with the line of the first byte that cannot be read. */
  write(chunk: Uint8Array): string
  end(): string
}

const LONE_SURROGATE = /\p{Surrogate}/u
const REPLACEMENT = '\uFFFD'

/** Line breaks (LF, CRLF or CR) in a text; `afterCr` says that the text before ended with CR. */
function countLines(text: string, afterCr: boolean): number {
  let count = 0
  let previous = afterCr ? 13 : 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 13 || (code === 10 && previous !== 13)) count++
    previous = code
  }
  return count
}

/** Bytes at the end of a chunk that begin a UTF-8 character without ending it. */
export function unfinishedUtf8(chunk: Buffer): number {
  for (let back = 1; back <= 3 && back <= chunk.length; back++) {
    const byte = chunk[chunk.length - back] ?? 0
    if (byte < 0x80) return 0
    if (byte >= 0xc0) return byte >= (back === 1 ? 0xc0 : back === 2 ? 0xe0 : 0xf0) ? back : 0
  }
  return 0
}

/** How many bytes can be read before the first invalid UTF-8 sequence. Only asked for once it is known that there is one. */
function validPrefix(chunk: Buffer): number {
  let valid = 0
  let invalid = chunk.length
  while (invalid - valid > 1) {
    const middle = (valid + invalid) >> 1
    const prefix = chunk.subarray(0, middle)
    if (isUtf8(prefix.subarray(0, middle - unfinishedUtf8(prefix)))) valid = middle
    else invalid = middle
  }
  return valid
}

abstract class CountingDecoder implements StreamDecoder {
  protected lines = 1
  private afterCr = false

  protected count(text: string): void {
    this.lines += countLines(text, this.afterCr)
    if (text.length > 0) this.afterCr = text.charCodeAt(text.length - 1) === 13
  }

  protected lineAt(text: string): number {
    return this.lines + countLines(text, this.afterCr)
  }

  abstract write(chunk: Uint8Array): string
  abstract end(): string
}

class Utf8Decoder extends CountingDecoder {
  private rest: Buffer = Buffer.alloc(0)
  private begun = false

  write(chunk: Uint8Array): string {
    const bytes =
      this.rest.length > 0
        ? Buffer.concat([this.rest, chunk])
        : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length)
    const cut = bytes.length - unfinishedUtf8(bytes)
    this.rest = Buffer.from(bytes.subarray(cut))
    return this.decode(bytes.subarray(0, cut))
  }

  end(): string {
    return this.decode(this.rest)
  }

  private decode(bytes: Buffer): string {
    if (!isUtf8(bytes)) {
      const before = bytes.subarray(0, validPrefix(bytes)).toString('latin1')
      throw new FormatProblem('format.encoding', { line: this.lineAt(before), encoding: 'utf-8' })
    }
    let text = bytes.toString('utf8')
    if (!this.begun && text.length > 0) {
      this.begun = true
      if (text.charCodeAt(0) === 0xfeff) text = text.slice(1)
    }
    this.count(text)
    return text
  }
}

class TableDecoder extends CountingDecoder {
  private readonly encoding: Encoding
  private readonly decoder: ReturnType<typeof iconv.getDecoder>

  constructor(encoding: Encoding) {
    super()
    this.encoding = encoding
    this.decoder = iconv.getDecoder(encoding)
  }

  write(chunk: Uint8Array): string {
    return this.checked(this.decoder.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length)))
  }

  end(): string {
    return this.checked(this.decoder.end() ?? '')
  }

  private checked(text: string): string {
    // The tables of iconv-lite answer U+FFFD for a byte that has no meaning; UTF-16 answers half a pair. A U+FFFD that the
    // file itself holds as UTF-16 is an old loss and is reported with its row, not here.
    const wide = this.encoding.startsWith('utf-16')
    const at = wide ? text.search(LONE_SURROGATE) : text.indexOf(REPLACEMENT)
    if (at >= 0) {
      throw new FormatProblem('format.encoding', { line: this.lineAt(text.slice(0, at)), encoding: this.encoding })
    }
    this.count(text)
    return text
  }
}

/** A UTF-16 file with half a character at its end was cut off; iconv-lite would drop the byte without a word. */
class Utf16Decoder extends TableDecoder {
  private bytes = 0
  private readonly name: Encoding

  constructor(encoding: Encoding) {
    super(encoding)
    this.name = encoding
  }

  override write(chunk: Uint8Array): string {
    this.bytes += chunk.length
    return super.write(chunk)
  }

  override end(): string {
    const text = super.end()
    if (this.bytes % 2 === 1) throw new FormatProblem('format.encoding', { line: this.lines, encoding: this.name })
    return text
  }
}

/** A decoder for a stream in the given encoding. A byte order mark is dropped. */
export function decoderFor(encoding: Encoding): StreamDecoder {
  if (encoding === 'utf-8') return new Utf8Decoder()
  return encoding.startsWith('utf-16') ? new Utf16Decoder(encoding) : new TableDecoder(encoding)
}

/** The text of a stream of bytes, chunk by chunk. Throws `format.encoding`. */
export async function* decodeChunks(chunks: AsyncIterable<Uint8Array>, encoding: Encoding): AsyncGenerator<string> {
  const decoder = decoderFor(encoding)
  for await (const chunk of chunks) {
    const text = decoder.write(chunk)
    if (text !== '') yield text
  }
  const last = decoder.end()
  if (last !== '') yield last
}

/** The text of a file, chunk by chunk. Closes the file when the reader stops early. */
export function decodeFile(path: string, encoding: Encoding): AsyncGenerator<string> {
  return decodeChunks(createReadStream(path, { highWaterMark: 262_144 }), encoding)
}
