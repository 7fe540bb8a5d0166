import pg from 'pg'

type Parser = (text: string) => unknown

/**
 * How values of PostgreSQL arrive in JavaScript, as text and numbers that lose nothing:
 * int8 → number, refused above 2^53; numeric → text; date → 'YYYY-MM-DD'; timestamptz → ISO text in UTC with
 * milliseconds (finer digits are cut); timestamp → text as PostgreSQL writes it.
 */
export const typeParsers: pg.CustomTypesConfig = {
  // the declared type is overloaded over a closed list of types; ours answers for any oid
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && parsers.get(oid)) || pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
}

const keep: Parser = text => text

/** Text of an int8 → number; throws a RangeError where a number would lose digits. */
export function parseInt8(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`The integer ${text} is too large to be read exactly`)
  return value
}

/** '2026-11-24 06:44:57.916123+00' → '2026-11-24T06:44:57.916Z'; 'infinity' stays as it is. */
export function parseTimestamptz(text: string): string {
  const utc = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?\+00$/.exec(text)
  if (utc) return `${utc[1]}T${utc[2]}.${(utc[3] ?? '').padEnd(3, '0').slice(0, 3)}Z`
  // a session that changed its time zone, years beyond 9999 and before Christ
  const date: unknown = pg.types.getTypeParser(pg.types.builtins.TIMESTAMPTZ)(text)
  return date instanceof Date ? date.toISOString() : text
}

/** Reads an array, of any depth, as PostgreSQL's text[] is read, and then its elements. */
const array =
  (parser: Parser): Parser =>
  text => {
    const read = (element: unknown): unknown =>
      Array.isArray(element) ? element.map(read) : typeof element === 'string' ? parser(element) : element
    return read(parseTextArray(text))
  }

const textArray: number = 1009 // the declared list of types has no arrays
const parseTextArray: Parser = pg.types.getTypeParser(textArray)

const parsers = new Map<number, Parser>([
  [20, parseInt8],
  [1016, array(parseInt8)],
  [1082, keep],
  [1182, array(keep)],
  [1114, keep],
  [1115, array(keep)],
  [1184, parseTimestamptz],
  [1185, array(parseTimestamptz)],
  [1700, keep],
  [1231, array(keep)],
])
