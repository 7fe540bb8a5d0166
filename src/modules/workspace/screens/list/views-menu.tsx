import { Button, Menu, TextInput } from '@mantine/core'
import { IconBookmark, IconTrash } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useWords } from '../words.tsx'
import styles from './data-list.module.css'
import { useRemembered } from './remembered.ts'
import type { FilterValues, SavedView } from './types.ts'

interface ViewsProps {
  readonly name: string
  readonly values: FilterValues
  readonly columns: readonly string[]
  readonly onValues: (values: FilterValues) => void
  readonly onColumns: (columns: readonly string[]) => void
}

/** Filters and columns under a name, kept on this device. */
export function ViewsMenu({ name, values, columns, onValues, onColumns }: ViewsProps) {
  const { t } = useWords()
  const [views, setViews] = useRemembered<readonly SavedView[]>(`views.${name}`, [])
  const [opened, setOpened] = useState(false)
  const [called, setCalled] = useState('')
  const save = (event: FormEvent) => {
    event.preventDefault()
    const label = called.trim()
    if (label === '') return
    setViews([...views.filter(view => view.name !== label), { name: label, values, columns }])
    setCalled('')
  }
  return (
    <Menu opened={opened} onChange={setOpened} position="bottom-end">
      <Menu.Target>
        <Button variant="default" leftSection={<IconBookmark size={18} aria-hidden />}>
          {t('web.list.views')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {views.map(view => (
          <Menu.Item
            key={view.name}
            onClick={() => {
              onValues(view.values)
              onColumns(view.columns)
            }}
          >
            {view.name}
          </Menu.Item>
        ))}
        {views.map(view => (
          <Menu.Item
            key={view.name}
            color="gray"
            closeMenuOnClick={false}
            leftSection={<IconTrash size={16} aria-hidden />}
            onClick={() => setViews(views.filter(other => other.name !== view.name))}
          >
            {t('web.list.remove-view', { name: view.name })}
          </Menu.Item>
        ))}
        {views.length > 0 ? <Menu.Divider /> : <Menu.Label>{t('web.list.no-views')}</Menu.Label>}
        <form className={styles.save} onSubmit={save}>
          <TextInput
            aria-label={t('web.list.view-name')}
            placeholder={t('web.list.view-name')}
            value={called}
            onChange={event => setCalled(event.currentTarget.value)}
            onKeyDown={event => {
              // The menu listens for letters and arrows; here they are text.
              if (event.key !== 'Escape' && event.key !== 'Tab') event.stopPropagation()
            }}
          />
          <Button type="submit" variant="default">
            {t('web.action.save')}
          </Button>
        </form>
      </Menu.Dropdown>
    </Menu>
  )
}
