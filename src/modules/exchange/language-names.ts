/** Languages that displaced people name in registrations, ISO 639-1 or 639-3 as Intl knows them → the field's code. */
const spoken: Readonly<Record<string, string>> = {
  ar: 'ARA',
  fa: 'FAS',
  prs: 'PRS',
  ps: 'PUS',
  ku: 'KUR',
  ckb: 'CKB',
  kmr: 'KMR',
  am: 'AMH',
  ti: 'TIR',
  om: 'ORM',
  so: 'SOM',
  sw: 'SWA',
  en: 'ENG',
  fr: 'FRA',
  es: 'SPA',
  pt: 'POR',
  ru: 'RUS',
  uk: 'UKR',
  my: 'MYA',
  rhg: 'RHG',
  bn: 'BEN',
  ur: 'URD',
  hi: 'HIN',
  ne: 'NEP',
  ta: 'TAM',
  zh: 'ZHO',
  rw: 'KIN',
  rn: 'RUN',
  ln: 'LIN',
  lg: 'LUG',
  luo: 'LUO',
  din: 'DIN',
  nus: 'NUS',
  ha: 'HAU',
  ff: 'FUL',
  kr: 'KAU',
  sg: 'SAG',
  tr: 'TUR',
  tg: 'TGK',
  uz: 'UZB',
  hy: 'HYE',
  az: 'AZE',
  ka: 'KAT',
  vi: 'VIE',
  ht: 'HAT',
  bal: 'BAL',
  haz: 'HAZ',
  tzm: 'TZM',
  aa: 'AAR',
  be: 'BEL',
  kg: 'KON',
  shi: 'SHI',
  wo: 'WOL',
  zu: 'ZUL',
  mg: 'MLG',
  id: 'IND',
  ms: 'MSA',
  th: 'THA',
  km: 'KHM',
  lo: 'LAO',
  de: 'DEU',
  it: 'ITA',
  el: 'ELL',
}

let byName: ReadonlyMap<string, string> | undefined

function index(): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  for (const locale of ['ar', 'en', 'es', 'fr', 'ru', 'zh']) {
    const display = new Intl.DisplayNames([locale], { type: 'language', fallback: 'none' })
    for (const [tag, code] of Object.entries(spoken)) {
      const name = display.of(tag)
      if (name) names.set(fold(name), code)
    }
  }
  return names
}

function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}]+/gu, '')
}

/** The language that a cell means: a three-letter code, or its name in one of the six languages. */
export function recogniseLanguage(text: string): string | undefined {
  const code = text.trim().toUpperCase()
  if (/^[A-Z]{3}$/.test(code)) return code
  byName ??= index()
  return byName.get(fold(text))
}
