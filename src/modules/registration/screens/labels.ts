import { useMemo } from 'react'
import { intlTagOf } from '../../../kernel/words/index.ts'
import {
  commonLanguages,
  countries,
  countryName,
  isCode,
  type ListCode,
  type ListName,
  labelKey,
  languageName,
} from '../../vocabulary/index.ts'
import { type Option, useWords } from '../../workspace/screens/index.ts'

/** Codes in words, in the reader's language. */
export function useLabels() {
  const words = useWords()
  return useMemo(() => {
    const { t, locale } = words
    const label = <Name extends ListName>(list: Name, code: ListCode<Name>) => t(labelKey(list, code))
    const country = (code: string | null | undefined): string => {
      if (!code) return ''
      if (code === 'UNK') return t('web.country.unknown')
      if (code === 'STA') return countryName('XXA', locale)
      return isCode(countries, code) ? countryName(code, locale) : code
    }
    /** Records hold ISO 639-3 in capitals. */
    const language = (code: string): string => languageName(code.toLowerCase(), locale) ?? code
    const collator = new Intl.Collator(intlTagOf(locale))
    const sorted = (options: Option[]) => options.sort((a, b) => collator.compare(a.label, b.label))
    return {
      /** `vocabulary.<list>.<code>`; a code of another time or place is shown as it is. */
      label,
      text: (list: ListName, code: string | null | undefined): string => {
        if (!code) return ''
        const key = `vocabulary.${list}.${code}`
        return words.has(key) ? t(key) : code
      },
      country,
      language,
      languageOptions: () =>
        sorted(commonLanguages.map(code => ({ value: code.toUpperCase(), label: language(code) }))),
      /** Countries of the standard, those in `first` before the others. */
      countryOptions: (first: readonly string[] = []): Option[] => {
        const codes = countries.codes.filter(code => countries.facts[code].kind !== 'legacy' && !code.startsWith('XX'))
        const rest = sorted(
          codes.filter(code => !first.includes(code)).map(code => ({ value: code, label: country(code) })),
        )
        return [
          ...first.map(code => ({ value: code, label: country(code) })),
          ...rest,
          { value: 'STA', label: country('STA') },
          { value: 'UNK', label: country('UNK') },
        ]
      },
    }
  }, [words])
}
