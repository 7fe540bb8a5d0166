import type { ReactNode } from 'react'
import type { Option } from '../fields/choice.tsx'

export interface Column<Row> {
  readonly id: string
  readonly header: string
  readonly cell: (row: Row) => ReactNode
  /** The same as plain text, for the exported file. */
  readonly text: (row: Row) => string
  /** Always shown: what one knows the row by. */
  readonly always?: boolean
  /** Not shown until it is chosen. */
  readonly hidden?: boolean
  /** Figures, which line up at their end. */
  readonly figures?: boolean
}

export type Filter = { readonly id: string; readonly label: string } & (
  | { readonly kind: 'choice'; readonly options: readonly Option[] }
  | { readonly kind: 'day' }
  | { readonly kind: 'yes' }
)

/** Values of filters by their id; a filter that is not set is absent. Codes, ids and ISO days: nothing of a person. */
export type FilterValues = Readonly<Record<string, string>>

export interface SavedView {
  readonly name: string
  readonly values: FilterValues
  readonly columns: readonly string[]
}

export interface ExportPage<Row> {
  readonly rows: readonly Row[]
  readonly next: string | null
}
