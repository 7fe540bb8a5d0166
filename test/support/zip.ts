import { crc32, deflateRawSync } from 'node:zlib'

export interface ZipPart {
  readonly name: string
  readonly data: string | Uint8Array
  /** Bit flags of the entry, such as 1 for "encrypted". */
  readonly flags?: number
  /** What the archive claims the part inflates to, when it lies. */
  readonly claimedSize?: number
  readonly claimedCrc?: number
}

/** Builds a zip archive byte by byte, so that tests can build bad ones too (APPNOTE 6.3.10). */
export function makeZip(parts: readonly ZipPart[]): Buffer {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const part of parts) {
    const name = Buffer.from(part.name)
    const data = typeof part.data === 'string' ? Buffer.from(part.data) : Buffer.from(part.data)
    const packed = deflateRawSync(data)
    const size = part.claimedSize ?? data.length
    const crc = part.claimedCrc ?? crc32(data)
    const shared = Buffer.alloc(26)
    shared.writeUInt16LE(20, 0)
    shared.writeUInt16LE(part.flags ?? 0, 2)
    shared.writeUInt16LE(8, 4)
    shared.writeUInt16LE(0x21, 8)
    shared.writeUInt32LE(crc, 10)
    shared.writeUInt32LE(packed.length, 14)
    shared.writeUInt32LE(size, 18)
    shared.writeUInt16LE(name.length, 22)
    locals.push(Buffer.from('PK\u0003\u0004', 'latin1'), shared, name, packed)
    const central = Buffer.alloc(14)
    central.writeUInt32LE(offset, 10)
    directory.push(Buffer.from('PK\u0001\u0002\u0014\u0000', 'latin1'), shared, central, name)
    offset += 4 + shared.length + name.length + packed.length
  }
  const listing = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\u0005\u0006', 'latin1')
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(listing.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, listing, end])
}

const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'

export interface SheetXml {
  readonly sheets?: readonly { readonly name: string; readonly data: string; readonly state?: string }[]
  readonly strings?: string
  readonly styles?: string
  readonly date1904?: boolean
}

/** The parts of a small workbook with hand-written sheet data, for what a library would never write. */
export function workbookParts(options: SheetXml): ZipPart[] {
  const sheets = options.sheets ?? []
  const relations = sheets.map(
    (_, i) => `<Relationship Id="s${i}" Type="${REL}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`,
  )
  if (options.strings !== undefined)
    relations.push(`<Relationship Id="st" Type="${REL}/sharedStrings" Target="sharedStrings.xml"/>`)
  if (options.styles !== undefined)
    relations.push(`<Relationship Id="sy" Type="${REL}/styles" Target="/xl/styles.xml"/>`)
  const listed = sheets.map((sheet, i) => {
    const state = sheet.state ? ` state="${sheet.state}"` : ''
    return `<sheet name="${sheet.name}" sheetId="${i + 1}"${state} r:id="s${i}"/>`
  })
  const parts: ZipPart[] = [
    {
      name: '_rels/.rels',
      data: `<Relationships xmlns="${PACKAGE}"><Relationship Id="r1" Type="${REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      data: `<workbook xmlns="${MAIN}" xmlns:r="${REL}"><workbookPr date1904="${options.date1904 ? 1 : 0}"/><sheets>${listed.join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data: `<Relationships xmlns="${PACKAGE}">${relations.join('')}</Relationships>`,
    },
    ...sheets.map((sheet, i) => ({
      name: `xl/worksheets/sheet${i + 1}.xml`,
      data: `<worksheet xmlns="${MAIN}"><sheetData>${sheet.data}</sheetData></worksheet>`,
    })),
  ]
  if (options.strings !== undefined)
    parts.push({ name: 'xl/sharedStrings.xml', data: `<sst xmlns="${MAIN}">${options.strings}</sst>` })
  if (options.styles !== undefined)
    parts.push({ name: 'xl/styles.xml', data: `<styleSheet xmlns="${MAIN}">${options.styles}</styleSheet>` })
  return parts
}
