export {
  type DateStyle,
  type DateValue,
  formatDate,
  formatList,
  formatNumber,
  formatRelative,
  formatTime,
  type NumberStyle,
  type TimeStyle,
} from './format.ts'
export { isolate, isolateIn } from './isolate.ts'
export {
  DEFAULT_LOCALE,
  directionOf,
  intlTagOf,
  isLocale,
  LOCALE_NAMES,
  LOCALES,
  type Locale,
  negotiate,
} from './locales.ts'
export type { CompiledMessage, MessageFault, WordValue, WordValues } from './message.ts'
export { type CompiledCatalog, createWords, type SourceCatalog, type Words, type WordsFault } from './words.ts'
