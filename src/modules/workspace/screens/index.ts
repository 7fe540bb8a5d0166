// What the screens of every module are made of.
export { envelopeOf, useAct } from './data/act.ts'
export { type ActReply, type Api, RequestFailed, type ShownField, type ShownProblem, useApi } from './data/api.tsx'
export { askKey, type OutputOf, useAsk, useAskPages } from './data/ask.ts'
export { type Me, useMay, useSession } from './data/session.tsx'
export { BirthField, type BirthText, noBirth, readBirth } from './fields/birth-field.tsx'
export { Choice, type Option, type OptionGroup } from './fields/choice.tsx'
export { DayField, written } from './fields/day-field.tsx'
export { readDay } from './fields/read-day.ts'
export { Segments } from './fields/segments.tsx'
export { DataList } from './list/data-list.tsx'
export { csvLine, saveFile } from './list/export.ts'
export { useRemembered } from './list/remembered.ts'
export type { Column, Filter, FilterValues } from './list/types.ts'
export { ConfirmDialog } from './parts/confirm.tsx'
export { Beside, Directed, type Icon } from './parts/icons.tsx'
export { EmptyState, Note, ProblemNote } from './parts/notes.tsx'
export { Page, Section } from './parts/page.tsx'
export { Progress } from './parts/progress.tsx'
export { type State, StateBadge } from './parts/state-badge.tsx'
export { useToast } from './parts/toast.tsx'
export {
  Age,
  type Birth,
  Code,
  Count,
  Day,
  Fact,
  Facts,
  Moment,
  PersonName,
  shownBirth,
  todayHere,
  useAge,
  yearsOn,
} from './parts/values.tsx'
export { type Draft, useDraft, useOutbox } from './store/keeping.tsx'
export type { OutboxEntry } from './store/outbox.ts'
export { useWords } from './words.tsx'
