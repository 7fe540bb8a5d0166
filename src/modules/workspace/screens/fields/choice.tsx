import { type ComboboxItem, type OptionsFilter, Select } from '@mantine/core'
import { type KeyboardEvent, type ReactNode, type Ref, useState } from 'react'
import { useWords } from '../words.tsx'
import { matching } from './match.ts'

export interface Option {
  readonly value: string
  readonly label: string
}

export interface OptionGroup {
  readonly group: string
  readonly items: readonly Option[]
}

interface ChoiceProps {
  readonly label: string
  readonly hideLabel?: boolean
  readonly description?: ReactNode
  readonly placeholder?: string
  readonly options: readonly Option[] | readonly OptionGroup[]
  readonly value: string
  readonly onChange: (value: string) => void
  readonly error?: string | undefined
  readonly clearable?: boolean
  readonly disabled?: boolean
  readonly id?: string
  readonly name?: string
  readonly className?: string | undefined
  readonly inputRef?: Ref<HTMLInputElement>
}

/** One of a list: type the first letters and go on with Enter or Tab, and the likeliest answer is taken. */
export function Choice({
  label,
  hideLabel = false,
  options,
  value,
  onChange,
  error,
  inputRef,
  clearable = false,
  ...rest
}: ChoiceProps) {
  const { t } = useWords()
  const [opened, setOpened] = useState(false)
  // Fast hands press the next key before the list has drawn its highlight, so the answer does not depend on it.
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    if (!opened || (event.key !== 'Enter' && event.key !== 'Tab')) return
    const written = event.currentTarget.value
    const flat = options.flatMap(option => ('items' in option ? option.items : [option]))
    if (written.trim() === '' || flat.find(option => option.value === value)?.label === written) return
    const pointed = event.currentTarget.getAttribute('aria-activedescendant')
    const active = pointed ? document.getElementById(pointed) : null
    const chosen = active?.getAttribute('value') ?? matching(flat, written)[0]?.value
    if (event.key === 'Enter') event.preventDefault()
    setOpened(false)
    if (chosen !== undefined) onChange(chosen)
  }
  return (
    <Select
      {...rest}
      {...(inputRef ? { ref: inputRef } : {})}
      label={hideLabel ? undefined : label}
      aria-label={hideLabel ? label : undefined}
      data={options as Option[]}
      value={value === '' ? null : value}
      onChange={next => onChange(next ?? '')}
      error={error}
      searchable
      clearable={clearable}
      allowDeselect={false}
      selectFirstOptionOnChange
      openOnFocus={false}
      filter={filter}
      dropdownOpened={opened}
      onDropdownOpen={() => setOpened(true)}
      onDropdownClose={() => setOpened(false)}
      onKeyDown={press}
      nothingFoundMessage={t('web.choice.nothing')}
      clearButtonProps={{ 'aria-label': t('web.choice.clear') }}
    />
  )
}

const filter: OptionsFilter = ({ options, search }) => {
  const [first] = options
  if (first && 'group' in first) {
    return options.flatMap(option => {
      if (!('group' in option)) return []
      const items = matching(option.items as ComboboxItem[], search)
      return items.length > 0 ? [{ ...option, items }] : []
    })
  }
  return matching(options as ComboboxItem[], search)
}
