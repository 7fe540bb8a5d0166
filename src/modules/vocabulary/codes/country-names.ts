import { type CountryCode, countries } from './countries.ts'

/** The six languages of the United Nations, in which every label exists. */
export const locales = ['en', 'ar', 'es', 'fr', 'ru', 'zh'] as const
export type Locale = (typeof locales)[number]

type Names = Readonly<Record<Locale, string>>

function names(en: string, ar: string, es: string, fr: string, ru: string, zh: string): Names {
  return { en, ar, es, fr, ru, zh }
}

// What `Intl` does not name, and where the United Nations name a place otherwise than `Intl` does.
// biome-ignore format: one place a line
const ours: { readonly [Code in CountryCode]?: Names } = {
  COD: names('Democratic Republic of the Congo', 'جمهورية الكونغو الديمقراطية', 'República Democrática del Congo', 'République démocratique du Congo', 'Демократическая Республика Конго', '刚果民主共和国'),
  COG: names('Republic of the Congo', 'جمهورية الكونغو', 'República del Congo', 'République du Congo', 'Республика Конго', '刚果共和国'),
  FLK: names('Falkland Islands (Malvinas)', 'جزر فوكلاند (مالفيناس)', 'Islas Malvinas (Falkland Islands)', 'Îles Falkland (Malvinas)', 'Фолклендские (Мальвинские) острова', '福克兰群岛（马尔维纳斯）'),
  MMR: names('Myanmar', 'ميانمار', 'Myanmar', 'Myanmar', 'Мьянма', '缅甸'),
  PRK: names('Democratic People’s Republic of Korea', 'جمهورية كوريا الشعبية الديمقراطية', 'República Popular Democrática de Corea', 'République populaire démocratique de Corée', 'Корейская Народно-Демократическая Республика', '朝鲜民主主义人民共和国'),
  KOR: names('Republic of Korea', 'جمهورية كوريا', 'República de Corea', 'République de Corée', 'Республика Корея', '大韩民国'),
  PSE: names('State of Palestine', 'دولة فلسطين', 'Estado de Palestina', 'État de Palestine', 'Государство Палестина', '巴勒斯坦国'),
  TUR: names('Türkiye', 'تركيا', 'Türkiye', 'Türkiye', 'Турция', '土耳其'),
  TWN: names('Taiwan, Province of China', 'مقاطعة تايوان الصينية', 'Taiwán, Provincia de China', 'Taïwan, province de Chine', 'Тайвань, провинция Китая', '中国台湾省'),
  XKX: names('Kosovo (S/RES/1244 (1999))', 'كوسوفو (قرار مجلس الأمن 1244 (1999))', 'Kosovo (S/RES/1244 (1999))', 'Kosovo (S/RES/1244 (1999))', 'Косово (S/RES/1244 (1999))', '科索沃（安理会第1244(1999)号决议）'),
  XXA: names('Stateless', 'عديم الجنسية', 'Apátrida', 'Apatride', 'Без гражданства', '无国籍'),
  XXB: names('Refugee (1951 Convention)', 'لاجئ (اتفاقية 1951)', 'Refugiado (Convención de 1951)', 'Réfugié (Convention de 1951)', 'Беженец (Конвенция 1951 года)', '难民（1951年公约）'),
  XXC: names('Refugee (other)', 'لاجئ (غير ذلك)', 'Refugiado (otro)', 'Réfugié (autre)', 'Беженец (иное)', '难民（其他）'),
  XXX: names('Unknown', 'غير معروف', 'Desconocido', 'Inconnu', 'Неизвестно', '未知'),
  TIB: names('Tibetan', 'من التبت', 'Tibetano', 'Tibétain', 'Из Тибета', '藏族'),
  SOV: names('Soviet Union (former)', 'الاتحاد السوفيتي (سابقًا)', 'Unión Soviética (antigua)', 'Union soviétique (ancienne)', 'Советский Союз (бывший)', '苏联（前）'),
  YUG: names('Yugoslavia (former)', 'يوغوسلافيا (سابقًا)', 'Yugoslavia (antigua)', 'Yougoslavie (ancienne)', 'Югославия (бывшая)', '南斯拉夫（前）'),
  SCG: names('Serbia and Montenegro (former)', 'صربيا والجبل الأسود (سابقًا)', 'Serbia y Montenegro (antigua)', 'Serbie-et-Monténégro (ancienne)', 'Сербия и Черногория (бывшая)', '塞尔维亚和黑山（前）'),
  NAN: names('Netherlands Antilles (former)', 'جزر الأنتيل الهولندية (سابقًا)', 'Antillas Neerlandesas (antiguas)', 'Antilles néerlandaises (anciennes)', 'Нидерландские Антилы (бывшие)', '荷属安的列斯（前）'),
  DUB: names('Dubai', 'دبي', 'Dubái', 'Dubaï', 'Дубай', '迪拜'),
  KUR: names('Kurdistan', 'كردستان', 'Kurdistán', 'Kurdistan', 'Курдистан', '库尔德斯坦'),
  SIK: names('Sikkim', 'سيكيم', 'Sikkim', 'Sikkim', 'Сикким', '锡金'),
}

const displays = new Map<string, Intl.DisplayNames>()

function display(locale: string): Intl.DisplayNames {
  const made = displays.get(locale) ?? new Intl.DisplayNames([locale, 'en'], { type: 'region', fallback: 'code' })
  displays.set(locale, made)
  return made
}

function ourLocale(locale: string): Locale {
  const language = locale.toLowerCase().split(/[-_]/)[0]
  return locales.find(known => known === language) ?? 'en'
}

/**
 * The name of a country, or of what is said in place of one, in a language (a BCP 47 tag). The United Nations' name
 * where `Intl` has another; English where a code that `Intl` lacks is asked for in a seventh language.
 */
export function countryName(code: CountryCode, locale: string): string {
  const own = ours[code]
  // A seventh language still gets the name that Intl has for it, rather than English.
  if (own && (ourLocale(locale) !== 'en' || /^en\b/i.test(locale))) return own[ourLocale(locale)]
  const { alpha2 } = countries.facts[code]
  return alpha2 ? (display(locale).of(alpha2) ?? code) : (own?.en ?? code)
}
