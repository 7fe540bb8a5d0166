import { useSites } from '../../situation/screens/index.ts'
import { useWords } from '../../workspace/screens/index.ts'
import { type ListName, vocabularyListOf } from './fact-lists.ts'
import { useLabels } from './labels.ts'

/** Acts, fields and values of the journal in words. What has no word is shown as it was said. */
export function useFactWords() {
  const { t, has, date, number, list } = useWords()
  const { text, country, language } = useLabels()
  const { nameOf } = useSites()

  /** `registration.registerHousehold` has its words under `registration.act.registerHousehold`. */
  const actWord = (name: string): string => {
    const key = name.replace('.', '.act.')
    return has(key) ? t(key) : name
  }

  /** Undefined for what only a program needs to know. */
  const fieldWord = (field: string): string | undefined => {
    const key = [`registration.field.${field}`, `web.fact.${field}`].find(candidate => has(candidate))
    return key === undefined ? undefined : t(key)
  }

  const valueWord = (field: string, value: unknown): string => {
    if (value === null || value === undefined || value === '') return ''
    if (typeof value === 'boolean') return t(value ? 'web.yes' : 'web.no')
    if (typeof value === 'number') return number(value)
    if (Array.isArray(value)) return list(value.map(item => valueWord(field, item)))
    if (typeof value === 'object') return objectWord(field, value as Record<string, unknown>)
    const said = String(value)
    const vocabulary: ListName | undefined = vocabularyListOf(field)
    if (vocabulary) return text(vocabulary, said)
    if (/^(?:site|from|to)$/.test(field) && said.length === 36) return nameOf(said)
    if (/[cC]ountry$|^(?:nationality|origin|otherNationalities)$/.test(field)) return country(said)
    if (/^\d{4}-\d{2}-\d{2}$/.test(said)) return date(said)
    if (field === 'level') return t(`web.level.${said}`)
    if (field === 'reason')
      return (
        [`vocabulary.closure-reason.${said}`, `web.reason.${said}`].filter(key => has(key)).map(key => t(key))[0] ??
        said
      )
    const own = [
      `web.${field}.${said}`,
      `web.person.${field}.${said}`,
      `web.consent.${said}`,
      `web.document.${said}`,
    ].find(key => has(key))
    return own ? t(own) : said
  }

  const objectWord = (field: string, value: Record<string, unknown>): string => {
    if (field === 'birth') return typeof value.date === 'string' ? date(value.date, 'long') : ''
    if (typeof value.language === 'string') return language(value.language)
    if (typeof value.text === 'string' && typeof value.kind === 'string') return value.text
    if (typeof value.level === 'string') return text('education-level', value.level)
    return Object.values(value)
      .filter(part => typeof part === 'string' || typeof part === 'number')
      .join(', ')
  }

  return { actWord, fieldWord, valueWord }
}
