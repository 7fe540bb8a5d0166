import { Button, Loader } from '@mantine/core'
import { type KeyboardEvent, type MouseEvent, type ReactNode, useRef } from 'react'
import type { RequestFailed } from '../data/api.tsx'
import { ProblemNote } from '../parts/notes.tsx'
import { useWords } from '../words.tsx'
import styles from './data-list.module.css'
import { useRemembered } from './remembered.ts'
import { Toolbar } from './toolbar.tsx'
import type { Column, ExportPage, Filter, FilterValues } from './types.ts'

interface DataListProps<Row> {
  /** Under this name the device remembers columns and views. */
  readonly name: string
  readonly caption: string
  /** The first column's cell holds the link that opens the row. */
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[] | undefined
  readonly keyOf: (row: Row) => string
  readonly count?: ReactNode
  readonly total?: number | undefined
  readonly filters?: readonly Filter[]
  readonly values?: FilterValues
  readonly onValues?: (values: FilterValues) => void
  /** Beside the filters, such as a field to search in. */
  readonly search?: ReactNode
  readonly busy?: boolean
  readonly error?: RequestFailed | null
  readonly onRetry?: () => void
  readonly hasMore?: boolean
  readonly onMore?: () => void
  readonly loadingMore?: boolean
  readonly empty: ReactNode
  /** Gives every page of what is shown, for the file. Absent where one may not take it out. */
  readonly exportPage?: (after: string | undefined, signal: AbortSignal) => Promise<ExportPage<Row>>
}

/** Every list of the workspace: count, filters, columns, views, export, keyboard, next page, and what to do when it is empty. */
export function DataList<Row>(props: DataListProps<Row>) {
  const { t } = useWords()
  const { name, caption, columns, rows, keyOf, filters = [], values = {}, onValues, busy = false } = props
  const [chosen, setChosen] = useRemembered<readonly string[]>(
    `columns.${name}`,
    columns.filter(column => !column.hidden).map(({ id }) => id),
  )
  const body = useRef<HTMLTableSectionElement>(null)
  const shown = columns.filter(column => column.always || chosen.includes(column.id))
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    const links = [...(body.current?.querySelectorAll<HTMLElement>('tr a[href]:first-of-type') ?? [])]
    const at = links.indexOf(document.activeElement as HTMLElement)
    const next = links[at + (event.key === 'ArrowDown' ? 1 : -1)]
    if (at < 0 || !next) return
    event.preventDefault()
    next.focus()
  }
  return (
    <div className={styles.list}>
      <Toolbar
        {...props}
        filters={filters}
        values={values}
        onValues={onValues ?? (() => {})}
        shown={shown}
        chosen={chosen}
        onChosen={setChosen}
      />
      <ProblemNote problem={props.error} {...(props.onRetry ? { onRetry: props.onRetry } : {})} />
      {rows && rows.length > 0 ? (
        // biome-ignore lint/a11y/noStaticElementInteractions: the arrows move between the links inside
        <div className={styles.frame} data-busy={busy || undefined} onKeyDown={press}>
          <table className={styles.table}>
            <caption className="visually-hidden">{caption}</caption>
            <thead>
              <tr>
                {shown.map(column => (
                  <th key={column.id} scope="col" data-figures={column.figures || undefined}>
                    {column.header}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody ref={body}>
              {rows.map(row => (
                <tr key={keyOf(row)} onClick={openRow}>
                  {shown.map(column => (
                    <td key={column.id} data-label={column.header} data-figures={column.figures || undefined}>
                      {column.cell(row)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      {rows && rows.length === 0 && !props.error ? <div className={styles.frame}>{props.empty}</div> : null}
      {rows === undefined && !props.error ? (
        <div className={styles.loading} role="status">
          <Loader size="sm" />
          <span className="visually-hidden">{t('web.loading')}</span>
        </div>
      ) : null}
      {props.hasMore ? (
        <div className={`${styles.more} not-printed`}>
          <Button variant="default" loading={props.loadingMore ?? false} onClick={props.onMore}>
            {t('web.list.more')}
          </Button>
        </div>
      ) : null}
    </div>
  )
}

/** A click anywhere in a row opens it, unless it was meant for something inside or selects text. */
function openRow(event: MouseEvent<HTMLTableRowElement>): void {
  if ((event.target as HTMLElement).closest('a, button, input, label, select')) return
  if (window.getSelection()?.toString()) return
  event.currentTarget.querySelector<HTMLElement>('a[href]')?.click()
}
