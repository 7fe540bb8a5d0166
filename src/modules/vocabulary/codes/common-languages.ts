import { type Locale, locales } from './country-names.ts'

/**
 * Languages that displaced people speak most, and those of work and asylum: ISO 639-3, offered before all others.
 * The trap in this list: Fur, of Darfur, is `fvr`; `fur` is Friulian to ISO but Fur in the referral form.
 */
// biome-ignore format: by region
export const commonLanguages = [
  'ara', 'apc', 'apd', 'shu', 'fas', 'prs', 'haz', 'pus', 'uzb', 'tuk', 'tgk', 'bal', 'urd', 'pan', 'uig',
  'kmr', 'ckb', 'diq', 'tur', 'aze', 'hye', 'syr', 'aii', 'cld', 'kat',
  'rus', 'ukr', 'bel', 'ron', 'sqi', 'srp', 'bos', 'rom',
  'som', 'ymm', 'amh', 'orm', 'tir', 'tig', 'aar', 'sid', 'din', 'nus', 'shk', 'bfa', 'ach', 'zne', 'lgg', 'luo', 'tuv',
  'fvr', 'zag', 'mls', 'kin', 'run', 'swa', 'lin', 'kon', 'lua', 'nnb', 'nyn', 'nya', 'umb',
  'hau', 'knc', 'ful', 'ibo', 'sag', 'bam', 'mnk', 'snk', 'kri',
  'mya', 'rhg', 'rki', 'ksw', 'eky', 'cnh', 'cfm', 'ctd', 'kac', 'shn', 'mnw', 'tam', 'sin', 'ben', 'nep', 'bod', 'hin',
  'vie', 'khm', 'hmn', 'zho', 'yue', 'msa', 'kor',
  'hat', 'guc', 'wba', 'que', 'quc', 'fra', 'por', 'eng', 'spa',
] as const

export type CommonLanguageCode = (typeof commonLanguages)[number]

// What `Intl` cannot name, or names as another language (it reads kmr as Kurdish and cld as Syriac).
// biome-ignore format: one language a line; en, ar, es, fr, ru, zh
const ours: { readonly [code: string]: readonly [string, string, string, string, string, string] } = {
  aii: ['Assyrian Neo-Aramaic', 'الآرامية الآشورية الحديثة', 'neoarameo asirio', 'néo-araméen assyrien', 'ассирийский новоарамейский', '亚述新阿拉米语'],
  apc: ['Levantine Arabic', 'العربية الشامية', 'árabe levantino', 'arabe levantin', 'левантийский арабский', '黎凡特阿拉伯语'],
  apd: ['Sudanese Arabic', 'العربية السودانية', 'árabe sudanés', 'arabe soudanais', 'суданский арабский', '苏丹阿拉伯语'],
  bfa: ['Bari', 'الباري', 'bari', 'bari', 'бари', '巴里语'],
  cfm: ['Falam Chin', 'التشين (فلام)', 'chin falam', 'chin falam', 'фалам-чин', '法兰钦语'],
  ckb: ['Sorani Kurdish', 'الكردية السورانية', 'kurdo sorani', 'kurde sorani', 'сорани (курдский)', '索拉尼库尔德语'],
  cld: ['Chaldean Neo-Aramaic', 'الآرامية الكلدانية الحديثة', 'neoarameo caldeo', 'néo-araméen chaldéen', 'халдейский новоарамейский', '迦勒底新阿拉米语'],
  cnh: ['Hakha Chin', 'التشين (هاخا)', 'chin hakha', 'chin hakha', 'хакха-чин', '哈卡钦语'],
  ctd: ['Tedim Chin', 'التشين (تيديم)', 'chin tedim', 'chin tedim', 'тедим-чин', '迪丁钦语'],
  diq: ['Zazaki', 'الزازاكية', 'zazaki', 'zazaki', 'зазаки', '扎扎其语'],
  eky: ['Eastern Kayah', 'الكاياه الشرقية', 'kayah oriental', 'kayah oriental', 'восточный кая', '东克耶语'],
  fvr: ['Fur', 'الفور', 'fur', 'four (fur)', 'фур', '富尔语'],
  guc: ['Wayuu', 'الوايو', 'wayú', 'wayuu', 'вайю', '瓦尤语'],
  haz: ['Hazaragi', 'الهزارية', 'hazaragi', 'hazaragi', 'хазараги', '哈扎拉吉语'],
  kmr: ['Kurmanji Kurdish', 'الكردية الكرمانجية', 'kurdo kurmanji', 'kurde kurmandji', 'курманджи (курдский)', '库尔曼吉库尔德语'],
  kri: ['Krio', 'الكريو', 'krio', 'krio', 'крио', '克里奥语'],
  ksw: ['S’gaw Karen', 'الكارينية (سغاو)', 'karen s’gaw', 'karen s’gaw', 'сго-каренский', '斯戈克伦语'],
  lgg: ['Lugbara', 'اللوغبارا', 'lugbara', 'lugbara', 'лугбара', '卢格巴拉语'],
  luo: ['Luo', 'اللو', 'luo', 'luo', 'луо', '卢奥语'],
  mls: ['Masalit', 'المساليت', 'masalit', 'massalit', 'масалит', '马萨利特语'],
  mnk: ['Mandinka', 'الماندينكا', 'mandinka', 'mandinka', 'мандинка', '曼丁卡语'],
  mnw: ['Mon', 'المون', 'mon', 'môn', 'монский', '孟语'],
  nnb: ['Nande', 'الناندي', 'nande', 'nandé', 'нанде', '南德语'],
  rki: ['Rakhine', 'الراخينية', 'rakáin', 'rakhine', 'ракхайнский', '若开语'],
  rom: ['Romani', 'لغة الروما', 'romaní', 'romani', 'романи', '罗姆语'],
  shk: ['Shilluk', 'الشلك', 'shilluk', 'chillouk', 'шиллук', '希卢克语'],
  syr: ['Syriac', 'السريانية', 'siriaco', 'syriaque', 'сирийский (арамейский)', '古叙利亚语'],
  tuv: ['Turkana', 'التوركانا', 'turkana', 'turkana', 'туркана', '图尔卡纳语'],
  wba: ['Warao', 'الواراو', 'warao', 'warao', 'варао', '瓦劳语'],
  ymm: ['Maay Maay', 'الماي', 'maay', 'maay', 'маай', '马伊语'],
  zag: ['Zaghawa', 'الزغاوة', 'zaghawa', 'zaghawa', 'загава', '扎加瓦语'],
  zne: ['Zande', 'الزاندي', 'zande', 'zandé', 'занде', '赞德语'],
}

const displays = new Map<string, Intl.DisplayNames>()

function display(locale: string): Intl.DisplayNames {
  const made = displays.get(locale) ?? new Intl.DisplayNames([locale], { type: 'language', fallback: 'none' })
  displays.set(locale, made)
  return made
}

/**
 * The name of a language (ISO 639-3, lower case) in a language (a BCP 47 tag): ours, else that of `Intl`; undefined
 * where neither has one. Every common language has a name in the six; for the rest `loadLanguages` has English names.
 */
export function languageName(code: string, locale: string): string | undefined {
  const own = ours[code]
  const language = locale.toLowerCase().split(/[-_]/)[0]
  const at = locales.indexOf(language as Locale)
  if (own) return own[at] ?? own[0]
  if (!/^[a-z]{3}$/.test(code)) return undefined
  // `Intl` folds some languages into a neighbour; a name of three other letters is then another language's name.
  const [canonical = code] = Intl.getCanonicalLocales(code)
  if (/^[a-z]{3}$/.test(canonical) && canonical !== code) return undefined
  return display(locale).of(code)
}
