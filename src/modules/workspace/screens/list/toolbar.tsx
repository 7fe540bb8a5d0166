import { Button, Menu, Popover } from '@mantine/core'
import { IconCheck, IconColumns3, IconFilter, IconX } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { Choice } from '../fields/choice.tsx'
import { DayField, written } from '../fields/day-field.tsx'
import { readDay } from '../fields/read-day.ts'
import { todayHere } from '../parts/values.tsx'
import { useWords } from '../words.tsx'
import styles from './data-list.module.css'
import { ExportButton } from './export-button.tsx'
import type { Column, ExportPage, Filter, FilterValues } from './types.ts'
import { ViewsMenu } from './views-menu.tsx'

interface ToolbarProps<Row> {
  readonly name: string
  readonly columns: readonly Column<Row>[]
  readonly shown: readonly Column<Row>[]
  readonly chosen: readonly string[]
  readonly onChosen: (columns: readonly string[]) => void
  readonly count?: ReactNode
  readonly total?: number | undefined
  readonly search?: ReactNode
  readonly filters: readonly Filter[]
  readonly values: FilterValues
  readonly onValues: (values: FilterValues) => void
  readonly exportPage?: (after: string | undefined, signal: AbortSignal) => Promise<ExportPage<Row>>
}

export function Toolbar<Row>(props: ToolbarProps<Row>) {
  const { t } = useWords()
  const { name, columns, shown, chosen, onChosen, filters, values, onValues, exportPage } = props
  const choosable = columns.filter(column => !column.always)
  const set = filters.filter(filter => values[filter.id] !== undefined)
  return (
    <div className="not-printed">
      <div className={styles.toolbar}>
        {props.search ? <div className={styles.search}>{props.search}</div> : null}
        <div className={styles.tools}>
          {filters.length > 0 ? <FilterPanel filters={filters} values={values} onValues={onValues} /> : null}
          {choosable.length > 0 ? (
            <Menu closeOnItemClick={false} position="bottom-end">
              <Menu.Target>
                <Button variant="default" leftSection={<IconColumns3 size={18} aria-hidden />}>
                  {t('web.list.columns')}
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                {choosable.map(column => {
                  const on = chosen.includes(column.id)
                  return (
                    <Menu.Item
                      key={column.id}
                      role="menuitemcheckbox"
                      aria-checked={on}
                      leftSection={
                        on ? <IconCheck size={16} aria-hidden /> : <IconCheck size={16} opacity={0} aria-hidden />
                      }
                      onClick={() => onChosen(on ? chosen.filter(id => id !== column.id) : [...chosen, column.id])}
                    >
                      {column.header}
                    </Menu.Item>
                  )
                })}
              </Menu.Dropdown>
            </Menu>
          ) : null}
          {filters.length > 0 ? (
            <ViewsMenu name={name} values={values} columns={chosen} onValues={onValues} onColumns={onChosen} />
          ) : null}
          {exportPage ? <ExportButton name={name} columns={shown} page={exportPage} total={props.total} /> : null}
        </div>
      </div>
      <div className={styles.status}>
        {props.count ? (
          <span className={styles.count} role="status">
            {props.count}
          </span>
        ) : null}
        {set.map(filter => (
          <Chip
            key={filter.id}
            filter={filter}
            value={values[filter.id] ?? ''}
            onRemove={() => onValues(without(values, filter.id))}
          />
        ))}
        {set.length > 1 ? (
          <Button variant="subtle" size="xs" onClick={() => onValues({})}>
            {t('web.list.clear-filters')}
          </Button>
        ) : null}
      </div>
    </div>
  )
}

function Chip({ filter, value, onRemove }: { filter: Filter; value: string; onRemove: () => void }) {
  const { t, date } = useWords()
  const shown =
    filter.kind === 'choice'
      ? (filter.options.find(option => option.value === value)?.label ?? value)
      : filter.kind === 'day'
        ? date(value)
        : undefined
  const text = shown === undefined ? filter.label : t('web.list.chip', { label: filter.label, value: shown })
  return (
    <span className={styles.chip}>
      {text}
      <button type="button" aria-label={t('web.list.remove-filter', { filter: text })} onClick={onRemove}>
        <IconX size={16} aria-hidden />
      </button>
    </span>
  )
}

function FilterPanel({
  filters,
  values,
  onValues,
}: {
  filters: readonly Filter[]
  values: FilterValues
  onValues: (values: FilterValues) => void
}) {
  const { t } = useWords()
  const [opened, setOpened] = useState(false)
  const change = (id: string, value: string) =>
    onValues(value === '' ? without(values, id) : { ...values, [id]: value })
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconFilter size={18} aria-hidden />}
          onClick={() => setOpened(!opened)}
          aria-expanded={opened}
        >
          {t('web.list.filter')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={styles.panel}>
          {filters.map(filter =>
            filter.kind === 'day' ? (
              <DayFilter
                key={filter.id}
                label={filter.label}
                value={values[filter.id] ?? ''}
                onChange={value => change(filter.id, value)}
              />
            ) : (
              <Choice
                key={filter.id}
                label={filter.label}
                clearable
                options={filter.kind === 'yes' ? [{ value: 'true', label: t('web.yes') }] : filter.options}
                value={values[filter.id] ?? ''}
                onChange={value => change(filter.id, value)}
              />
            ),
          )}
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}

function DayFilter({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  const [text, setText] = useState(value === '' ? '' : written(value))
  return (
    <DayField
      label={label}
      text={text}
      onChange={next => {
        setText(next)
        const day = readDay(next, todayHere())
        if (day) onChange(day)
        else if (next.trim() === '') onChange('')
      }}
    />
  )
}

function without(values: FilterValues, id: string): FilterValues {
  const { [id]: _, ...rest } = values
  return rest
}
