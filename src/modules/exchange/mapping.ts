import { type ImportField, type ImportFieldName, importFieldNames, importFields, type Mapping } from './fields.ts'

function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[أإآ]/g, 'ا')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
}

const byHeader = new Map<string, ImportFieldName>()
const byTag = new Map<string, ImportFieldName>()
for (const name of importFieldNames) {
  for (const alias of [name, ...importFields[name].aliases]) byHeader.set(fold(alias), name)
  const { hxl = [] }: ImportField = importFields[name]
  for (const tag of hxl) byTag.set(normal(tag), name)
}

/** The order of a tag's attributes means nothing. */
function normal(tag: string): string {
  const [head = '', ...attributes] = tag.split('+')
  return [head, ...attributes.sort()].join('+')
}

/**
 * Which column holds what, from an HXL tag row first and the headers otherwise. A field is given once, to the first
 * column that fits; what is not recognised is null, for a person to map or to leave out.
 */
export function recogniseColumns(header: readonly string[], hxl?: readonly string[]): Mapping {
  const taken = new Set<ImportFieldName>()
  return header.map((text, index) => {
    const field = byTag.get(normal(hxl?.[index] ?? '')) ?? byHeader.get(fold(text)) ?? null
    if (field === null || taken.has(field)) return null
    taken.add(field)
    return field
  })
}
