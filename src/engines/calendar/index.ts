/** Dates of birth as people know them, in the calendars they use. Pure, no input or output. */
export { type Age, ageAt, type Cohort, cohortOf, cohorts } from './age.ts'
export {
  type BirthDate,
  type CalendarName,
  calendarNames,
  type DateProblem,
  oldestAge,
  type ParsedDate,
  type Precision,
  precisions,
  type UnderstoodDate,
} from './birth-date.ts'
export { type FormatOptions, formatDate } from './format.ts'
export { type DateParts, type ParseOptions, parsePartialDate, toParts } from './parse.ts'
export { asciiDigits, type DayOrder } from './read.ts'
