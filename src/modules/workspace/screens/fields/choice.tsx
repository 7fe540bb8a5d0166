import { Select } from '@mantine/core'
import type { KeyboardEvent, ReactNode, Ref } from 'react'
import { useWords } from '../words.tsx'

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
  readonly onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void
}

/** One of a list: type the first letters and leave the field, and what is highlighted is taken. */
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
      autoSelectOnBlur
      openOnFocus={false}
      nothingFoundMessage={t('web.choice.nothing')}
      clearButtonProps={{ 'aria-label': t('web.choice.clear', { label }) }}
    />
  )
}
