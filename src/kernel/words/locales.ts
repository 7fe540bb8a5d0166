/** The six official languages of the United Nations: everything a person sees exists in each of them. */
export const LOCALES = ['ar', 'en', 'es', 'fr', 'ru', 'zh'] as const

export type Locale = (typeof LOCALES)[number]

export const DEFAULT_LOCALE: Locale = 'en'

/** Each language's own name, for a language chooser: it must be readable by who cannot read the current language. */
export const LOCALE_NAMES = {
  ar: 'العربية',
  en: 'English',
  es: 'Español',
  fr: 'Français',
  ru: 'Русский',
  zh: '中文',
} as const satisfies Record<Locale, string>

// Intl's data differ between Node versions and browsers, so what would otherwise vary is pinned here.
// ar: Latin digits, as in the UN's own Arabic documents, and as printed on cards and in lists.
// en: day before month, as the UN writes; zh: simplified, the UN's own.
const INTL_TAGS = {
  ar: 'ar-u-nu-latn',
  en: 'en-GB',
  es: 'es',
  fr: 'fr',
  ru: 'ru',
  zh: 'zh-Hans',
} as const satisfies Record<Locale, string>

/** The tag to give to `Intl` constructors for a locale. */
export function intlTagOf(locale: Locale): string {
  return INTL_TAGS[locale]
}

export function isLocale(value: unknown): value is Locale {
  return (LOCALES as readonly unknown[]).includes(value)
}

/** Writing direction, as the `dir` attribute wants it. */
export function directionOf(locale: Locale): 'ltr' | 'rtl' {
  return locale === 'ar' ? 'rtl' : 'ltr'
}

/**
 * Picks the language to answer in.
 * @param preferred an `Accept-Language` header (RFC 9110 §12.5.4), or BCP 47 tags with the best first
 *   (`navigator.languages`, a stored preference). Tags are matched by their language alone: `zh-TW` gets `zh`.
 * @returns English when nothing matches.
 */
export function negotiate(preferred: string | readonly string[] | undefined): Locale {
  for (const tag of typeof preferred === 'string' ? rankHeader(preferred) : (preferred ?? [])) {
    const language = tag.trim().toLowerCase().split(/[-_]/, 1)[0]
    if (isLocale(language)) return language
  }
  return DEFAULT_LOCALE
}

function rankHeader(header: string): string[] {
  return header
    .split(',')
    .map(range => {
      const [tag = '', ...parameters] = range.split(';').map(part => part.trim())
      const weight = parameters.find(parameter => /^q=/i.test(parameter))?.slice(2)
      return { tag, weight: weight === undefined ? 1 : Number(weight) }
    })
    .filter(({ tag, weight }) => tag !== '' && weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag)
}
