import { type CodeList, type CodeOf, plainList } from '../code-list.ts'

/** The regions in which UNHCR reports. */
export const unhcrRegions = plainList('unhcr-region', [
  'eastern-southern-africa',
  'west-central-africa',
  'middle-east-north-africa',
  'asia-pacific',
  'europe',
  'americas',
])
export type UnhcrRegionCode = CodeOf<typeof unhcrRegions>

export interface Country {
  /** ISO 3166-1 alpha-2, which names it in `Intl.DisplayNames`; null for what ISO does not list. */
  readonly alpha2: string | null
  /** UNHCR's own three letters, which are not ISO's: AUS is Austria, ARE is Egypt, MAR is Martinique. */
  readonly unhcr: string | null
  /** The referral form's code, where its table departs from UNHCR's. */
  readonly form: string | null
  readonly region: UnhcrRegionCode | null
  /** `special`: no country, but said where one is asked for. `legacy`: read on import, not offered for entry. */
  readonly kind: 'country' | 'special' | 'legacy'
}

// Each row: ISO alpha-3: "alpha-2", then UNHCR's code where it differs from alpha-3 ("-": UNHCR has none).

// biome-ignore format: a table
const asiaPacific = {
  AFG: 'AF', AUS: 'AU AUL', BGD: 'BD', BRN: 'BN BRU', BTN: 'BT BHU', CHN: 'CN CHI', COK: 'CK', FJI: 'FJ FIJ',
  FSM: 'FM', GUM: 'GU', HKG: 'HK', IDN: 'ID INS', IND: 'IN', IRN: 'IR', JPN: 'JP', KAZ: 'KZ', KGZ: 'KG',
  KHM: 'KH CAM', KIR: 'KI', KOR: 'KR', LAO: 'LA', LKA: 'LK', MAC: 'MO', MDV: 'MV', MHL: 'MH', MMR: 'MM MYA',
  MNG: 'MN', MNP: 'MP', MYS: 'MY MLS', NCL: 'NC FNC', NIU: 'NU', NPL: 'NP NEP', NRU: 'NR', NZL: 'NZ', PAK: 'PK',
  PHL: 'PH PHI', PLW: 'PW', PNG: 'PG', PRK: 'KP KRN', PYF: 'PF FPO', SGP: 'SG SIN', SLB: 'SB SOL', THA: 'TH',
  TJK: 'TJ', TKM: 'TM', TLS: 'TL TMP', TON: 'TO', TUV: 'TV', UZB: 'UZ', VNM: 'VN SRV', VUT: 'VU VAN', WSM: 'WS WES',
} as const

// biome-ignore format: a table
const europe = {
  ALB: 'AL', AND: 'AD', ARM: 'AM', AUT: 'AT AUS', AZE: 'AZ', BEL: 'BE', BGR: 'BG BUL', BIH: 'BA BSN', BLR: 'BY',
  BVT: 'BV', CHE: 'CH SWI', CYP: 'CY', CZE: 'CZ', DEU: 'DE GFR', DNK: 'DK DEN', ESP: 'ES SPA', EST: 'EE', FIN: 'FI',
  FRA: 'FR', FRO: 'FO', GBR: 'GB', GEO: 'GE', GIB: 'GI', GRC: 'GR GRE', GRL: 'GL', HRV: 'HR', HUN: 'HU',
  IRL: 'IE IRE', ISL: 'IS ICE', ITA: 'IT', LIE: 'LI', LTU: 'LT', LUX: 'LU', LVA: 'LV', MCO: 'MC', MDA: 'MD',
  MKD: 'MK MCD', MLT: 'MT MTA', MNE: 'ME', NLD: 'NL NET', NOR: 'NO', POL: 'PL', PRT: 'PT POR', ROU: 'RO ROM',
  RUS: 'RU', SGS: 'GS', SJM: 'SJ', SMR: 'SM SMA', SRB: 'RS', SVK: 'SK', SVN: 'SI', SWE: 'SE', TUR: 'TR', UKR: 'UA',
  VAT: 'VA',
} as const

// biome-ignore format: a table
const middleEastNorthAfrica = {
  ARE: 'AE UAE', BHR: 'BH BAH', DZA: 'DZ ALG', EGY: 'EG ARE', ESH: 'EH WSH', IRQ: 'IQ', ISR: 'IL', JOR: 'JO',
  KWT: 'KW KUW', LBN: 'LB LEB', LBY: 'LY', MAR: 'MA MOR', MRT: 'MR MAU', OMN: 'OM', PSE: 'PS GAZ', QAT: 'QA',
  SAU: 'SA', SYR: 'SY', TUN: 'TN', YEM: 'YE',
} as const

// biome-ignore format: a table
const easternSouthernAfrica = {
  AGO: 'AO ANG', BDI: 'BI', BWA: 'BW BOT', COM: 'KM COI', DJI: 'DJ DJB', ERI: 'ER ERT', ETH: 'ET', KEN: 'KE',
  LSO: 'LS LES', MDG: 'MG MAD', MOZ: 'MZ', MUS: 'MU MTS', MWI: 'MW MLW', NAM: 'NA', REU: 'RE', RWA: 'RW',
  SDN: 'SD SUD', SOM: 'SO', SSD: 'SS', SWZ: 'SZ SWA', SYC: 'SC SEY', TZA: 'TZ TAN', UGA: 'UG', ZAF: 'ZA RSA',
  ZMB: 'ZM ZAM', ZWE: 'ZW ZIM',
} as const

// biome-ignore format: a table
const westCentralAfrica = {
  BEN: 'BJ', BFA: 'BF BKF', CAF: 'CF CAR', CIV: 'CI ICO', CMR: 'CM', COD: 'CD', COG: 'CG COB', CPV: 'CV CVI',
  GAB: 'GA', GHA: 'GH', GIN: 'GN GUI', GMB: 'GM GAM', GNB: 'GW', GNQ: 'GQ EGU', LBR: 'LR', MLI: 'ML', NER: 'NE NGR',
  NGA: 'NG NIG', SEN: 'SN', SLE: 'SL', STP: 'ST', TCD: 'TD CHD', TGO: 'TG TOG',
} as const

// biome-ignore format: a table
const americas = {
  ABW: 'AW', AIA: 'AI', ARG: 'AR', ATG: 'AG ANT', BES: 'BQ', BHS: 'BS', BLZ: 'BZ BZE', BMU: 'BM BER', BOL: 'BO',
  BRA: 'BR', BRB: 'BB BAR', CAN: 'CA', CHL: 'CL', COL: 'CO', CRI: 'CR COS', CUB: 'CU', CUW: 'CW', CYM: 'KY CAY',
  DMA: 'DM', DOM: 'DO', ECU: 'EC', GLP: 'GP', GRD: 'GD GRN', GTM: 'GT GUA', GUF: 'GF FGU', GUY: 'GY', HND: 'HN HON',
  HTI: 'HT HAI', JAM: 'JM', KNA: 'KN STK', LCA: 'LC', MAF: 'MF', MEX: 'MX', MSR: 'MS', MTQ: 'MQ MAR', NIC: 'NI',
  PAN: 'PA', PER: 'PE', PRI: 'PR PUE', PRY: 'PY PAR', SLV: 'SV SAL', SPM: 'PM', SUR: 'SR', SXM: 'SX', TCA: 'TC TCI',
  TTO: 'TT TRT', URY: 'UY URU', USA: 'US', VCT: 'VC', VEN: 'VE', VGB: 'VG BVI',
} as const

// biome-ignore format: a table
const elsewhere = {
  ALA: 'AX -', ASM: 'AS', ATA: 'AQ', ATF: 'TF', BLM: 'BL -', CCK: 'CC', CXR: 'CX', FLK: 'FK', GGY: 'GG -', HMD: 'HM',
  IMN: 'IM -', IOT: 'IO', JEY: 'JE -', MYT: 'YT', NFK: 'NF', PCN: 'PN', SHN: 'SH', TKL: 'TK', TWN: 'TW', UMI: 'UM',
  VIR: 'VI', WLF: 'WF',
} as const

const special = (alpha2: string | null, unhcr: string | null, region: UnhcrRegionCode | null = null): Country => ({
  alpha2,
  unhcr,
  form: null,
  region,
  kind: 'special',
})

const legacy = (code: string): Country => ({ alpha2: null, unhcr: null, form: code, region: null, kind: 'legacy' })

const others = {
  // Nationalities of travel documents (ICAO 9303): stateless (1954), refugee (1951), refugee otherwise, not stated.
  XXA: special(null, 'STA'),
  XXB: special(null, null),
  XXC: special(null, null),
  XXX: special(null, 'UKN'),
  // Not ISO's, but the user-assigned code in common use; UNHCR reports it together with Serbia.
  XKX: special('XK', null, 'europe'),
  // An origin in UNHCR's statistics that is not a State.
  TIB: special(null, 'TIB', 'asia-pacific'),
  SOV: legacy('SOV'),
  YUG: legacy('YUG'),
  SCG: legacy('SCG'),
  NAN: legacy('NAN'),
  DUB: legacy('DUB'),
  KUR: legacy('KUR'),
  SIK: legacy('SIK'),
}

/** ISO 3166-1 alpha-3, and the few codes beside it that people's files need. */
export type CountryCode =
  | keyof typeof asiaPacific
  | keyof typeof europe
  | keyof typeof middleEastNorthAfrica
  | keyof typeof easternSouthernAfrica
  | keyof typeof westCentralAfrica
  | keyof typeof americas
  | keyof typeof elsewhere
  | keyof typeof others

// The referral form's table writes these otherwise than UNHCR's statistics do.
const formCodes: Readonly<Record<string, string>> = {
  PSE: 'PAL',
  SRB: 'SER',
  VGB: 'VGB',
  VUT: 'VUT',
  XXA: 'ZZZ',
  XXX: 'U',
}

function rows(region: UnhcrRegionCode | null, table: Readonly<Record<string, string>>): [string, Country][] {
  return Object.entries(table).map(([code, row]) => {
    const [alpha2 = '', unhcr = code] = row.split(' ')
    return [code, { alpha2, unhcr: unhcr === '-' ? null : unhcr, form: null, region, kind: 'country' }]
  })
}

const facts = Object.fromEntries(
  [
    ...rows('asia-pacific', asiaPacific),
    ...rows('europe', europe),
    ...rows('middle-east-north-africa', middleEastNorthAfrica),
    ...rows('eastern-southern-africa', easternSouthernAfrica),
    ...rows('west-central-africa', westCentralAfrica),
    ...rows('americas', americas),
    ...rows(null, elsewhere),
    ...Object.entries(others),
  ]
    .map(([code, country]): [string, Country] => [code, { ...country, form: formCodes[code] ?? country.form }])
    .sort(([a], [b]) => (a < b ? -1 : 1)),
) as Record<CountryCode, Country>

/**
 * The 249 countries and territories of ISO 3166-1, and thirteen codes beside them. UNK is read as "unknown" in files;
 * in the machine-readable zone of a passport it is a different thing (a document of the UN mission in Kosovo).
 */
export const countries: CodeList<'country', CountryCode, Country> = {
  name: 'country',
  codes: Object.keys(facts) as CountryCode[],
  facts,
  aliases: {},
}

/** The codes that a screen offers for a country of origin, asylum or birth, and for a nationality. */
export const currentCountries: readonly CountryCode[] = countries.codes.filter(code => facts[code].kind !== 'legacy')

// The form's table has two codes for these; the second is read and never written. UNK is what spreadsheets write.
const byUnhcr = new Map<string, CountryCode>([
  ['KNA', 'KNA'],
  ['NCL', 'NCL'],
  ['UNK', 'XXX'],
])
for (const code of countries.codes) {
  const { unhcr, form } = facts[code]
  if (form) byUnhcr.set(form, code)
  if (unhcr) byUnhcr.set(unhcr, code)
}

/** UNHCR's code of a country for statistics; null where UNHCR has none. */
export function toUnhcr(code: CountryCode): string | null {
  return facts[code].unhcr
}

/** The code that the resettlement referral form expects; null where it has none. */
export function toReferralForm(code: CountryCode): string | null {
  return facts[code].form ?? facts[code].unhcr
}

/** The country of a UNHCR or referral-form code, whatever its case. `AUS` is Austria here: see `recogniseCountry`. */
export function fromUnhcr(code: string): CountryCode | undefined {
  return byUnhcr.get(code.trim().toUpperCase())
}
