import { useSites, useSituation } from '../../situation/screens/index.ts'
import { needGroups, processStatuses, sexes } from '../../vocabulary/index.ts'
import { type Filter, type FilterValues, useMay, useWords } from '../../workspace/screens/index.ts'
import { levels } from '../model/household.ts'
import { useLabels } from './labels.ts'

/** Filters by their id, for the lists of people and of households. */
export function useFilters(): Readonly<
  Record<
    | 'site'
    | 'origin'
    | 'sex'
    | 'status'
    | 'needGroup'
    | 'level'
    | 'arrivedFrom'
    | 'arrivedTo'
    | 'bornFrom'
    | 'bornTo'
    | 'priority',
    Filter
  >
> {
  const { t } = useWords()
  const { label, countryOptions } = useLabels()
  const { sites } = useSites()
  const situation = useSituation()
  return {
    site: {
      id: 'site',
      label: t('web.field.site'),
      kind: 'choice',
      options: sites.map(({ id, name }) => ({ value: id, label: name })),
    },
    origin: { id: 'origin', label: t('web.field.origin'), kind: 'choice', options: countryOptions(situation?.origins) },
    sex: {
      id: 'sex',
      label: t('web.field.sex'),
      kind: 'choice',
      options: sexes.codes.map(code => ({ value: code, label: label('sex', code) })),
    },
    status: {
      id: 'status',
      label: t('web.field.status'),
      kind: 'choice',
      options: processStatuses.codes.map(code => ({ value: code, label: label('process-status', code) })),
    },
    needGroup: {
      id: 'needGroup',
      label: t('web.field.needs'),
      kind: 'choice',
      options: needGroups.codes.map(code => ({ value: code, label: label('need-group', code) })),
    },
    level: {
      id: 'level',
      label: t('web.field.level'),
      kind: 'choice',
      options: levels.map(code => ({ value: code, label: t(`web.level.${code}`) })),
    },
    arrivedFrom: { id: 'arrivedFrom', label: t('web.field.arrived-from'), kind: 'day' },
    arrivedTo: { id: 'arrivedTo', label: t('web.field.arrived-to'), kind: 'day' },
    bornFrom: { id: 'bornFrom', label: t('web.field.born-from'), kind: 'day' },
    bornTo: { id: 'bornTo', label: t('web.field.born-to'), kind: 'day' },
    priority: { id: 'priority', label: t('web.field.priority'), kind: 'yes' },
  }
}

/** Filters about needs are offered to those who may see needs. */
export function useAllowed(filters: readonly Filter[]): readonly Filter[] {
  const may = useMay()
  return filters.filter(filter => filter.id !== 'needGroup' || may('read-needs'))
}

/** Of an address's parameters, those that are filters. Anyone can write an address. */
export function filterValues(search: Readonly<Record<string, unknown>>, filters: readonly Filter[]): FilterValues {
  return Object.fromEntries(
    filters.flatMap(({ id, kind }) => {
      const value = search[id]
      if (kind === 'yes') return value === true || value === 'true' ? [[id, 'true']] : []
      if (typeof value !== 'string' || value === '') return []
      return kind === 'day' && !/^\d{4}-\d{2}-\d{2}$/.test(value) ? [] : [[id, value]]
    }),
  )
}
