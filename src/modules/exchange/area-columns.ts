interface Places {
  readonly latitude: number | undefined
  readonly longitude: number | undefined
  readonly population: number | undefined
}

/** Where a table of areas holds what, as indexes of its columns. */
export type AreaColumns = Places &
  (
    | {
        readonly kind: 'levels'
        /** From the largest to the smallest. */
        readonly levels: readonly { readonly level: number; readonly code: number; readonly name: number | undefined }[]
      }
    | {
        readonly kind: 'parents'
        readonly code: number
        readonly name: number | undefined
        readonly parent: number
        readonly level: number | undefined
      }
  )

/** What one column is: `code1`, `name2`, `code`, `parent`, `latitude`, …; undefined for anything else. */
function roleOf(header: string, tag: string): string | undefined {
  const [head = '', ...attributes] = tag.split('+')
  const level = head === '#country' ? '0' : /^#adm([1-5])$/.exec(head)?.[1]
  if (level !== undefined && attributes.includes('code')) return `code${level}`
  if (level !== undefined && (attributes.includes('name') || attributes.length === 0)) return `name${level}`
  if (head === '#geo' && attributes.includes('lat')) return 'latitude'
  if (head === '#geo' && attributes.includes('lon')) return 'longitude'
  if (head === '#population') return 'population'
  const text = header
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
  const [, number, rest = ''] = /^adm(?:in)?([0-5])(.*)$/.exec(text) ?? []
  if (number !== undefined && /^(?:pcode|code|id)$/.test(rest)) return `code${number}`
  if (number !== undefined && /^(?:name)?(?:en|fr|es|ar|ru|zh|pt|ref|local)?$/.test(rest)) return `name${number}`
  return plain.find(([pattern]) => pattern.test(text))?.[1]
}

const plain: readonly (readonly [RegExp, string])[] = [
  [/^(?:area)?(?:p?code)$|^код$|^الرمز$|^代码$|^código$/, 'code'],
  [/^(?:area)?(?:name|nom|nombre)$|^название$|^الاسم$|^名称$/, 'name'],
  [/^parent(?:area)?(?:p?code)?$/, 'parent'],
  [/^(?:adm(?:in)?|area)?(?:level|niveau|nivel)$/, 'level'],
  [/^(?:centroid)?lat(?:itude)?$|^y$/, 'latitude'],
  [/^(?:centroid)?(?:lon|lng|long)(?:gitude|itude)?$|^x$/, 'longitude'],
  [/^(?:host|total)?(?:population|pop)$/, 'population'],
]

/** Undefined where the table has neither codes by level nor codes with parents. */
export function areaColumns(header: readonly string[], hxl?: readonly string[]): AreaColumns | undefined {
  const roles = new Map<string, number>()
  header.forEach((text, index) => {
    const role = roleOf(text, hxl?.[index] ?? '')
    // Names stand in several languages side by side: the first is taken.
    if (role !== undefined && !roles.has(role)) roles.set(role, index)
  })
  const places = {
    latitude: roles.get('latitude'),
    longitude: roles.get('longitude'),
    population: roles.get('population'),
  }
  const levels = [0, 1, 2, 3, 4, 5].flatMap(level => {
    const code = roles.get(`code${level}`)
    return code === undefined ? [] : [{ level, code, name: roles.get(`name${level}`) }]
  })
  if (levels.length > 0) return { kind: 'levels', levels, ...places }
  const code = roles.get('code')
  const parent = roles.get('parent')
  if (code === undefined || parent === undefined) return undefined
  return { kind: 'parents', code, parent, name: roles.get('name'), level: roles.get('level'), ...places }
}
