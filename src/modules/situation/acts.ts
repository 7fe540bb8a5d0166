import { sql } from 'kysely'
import { z } from 'zod'
import { may } from '../../kernel/access/allow.ts'
import { type ActTransaction, type AnyAct, defineAct } from '../../kernel/acts/define.ts'
import { problem as common } from '../../kernel/problems/common.ts'
import { invalid } from '../../kernel/problems/input.ts'
import type { FieldProblem } from '../../kernel/problems/problem.ts'
import {
  ChangeSite,
  ChangeSituation,
  CloseSite,
  CreateSite,
  CreateSituation,
  ImportAreas,
  ReopenSite,
  SaveOrganisation,
} from './model.ts'
import { problem } from './problems.ts'
import type { SituationTables } from './tables.ts'

const Done = z.object({})

export const createSituation = defineAct({
  name: 'situation.createSituation',
  summary: 'Opens a situation: one comprehensive response to one large movement.',
  scope: 'house',
  kind: 'decision',
  input: CreateSituation,
  result: Done,
  sensitivity: 'internal',
  allow: may('manage-situations').anywhere(),
  async apply(tx, input) {
    tx.insert('situation', {
      id: input.number,
      code: input.code,
      name: input.name,
      office: input.office,
      country: input.country,
      origins: input.origins,
      opened_on: input.openedOn,
    })
    return {}
  },
})

export const changeSituation = defineAct({
  name: 'situation.changeSituation',
  summary: 'Changes the name, the usual origins or the last day of a situation.',
  scope: 'situation',
  kind: 'decision',
  input: ChangeSituation,
  result: Done,
  sensitivity: 'internal',
  allow: may('manage-situation').anywhere(),
  async apply(tx, input, act) {
    const changes = defined({ name: input.name, origins: input.origins, closed_on: input.closedOn })
    if (Object.keys(changes).length > 0)
      await tx.on<SituationTables>().updateTable('situation').set(changes).where('id', '=', act.situation).execute()
    return {}
  },
})

export const importAreas = defineAct({
  name: 'situation.importAreas',
  summary: 'Adds or updates administrative areas by their P-codes.',
  scope: 'situation',
  kind: 'observation',
  input: ImportAreas,
  result: z.object({ added: z.number(), changed: z.number() }),
  sensitivity: 'internal',
  allow: may('manage-sites').anywhere(),
  async apply(tx, input, act) {
    const known = await tx
      .on<SituationTables>()
      .selectFrom('area')
      .select(['pcode', 'level', 'parent_pcode'])
      .where('situation_id', '=', act.situation)
      .execute()
    const wrong = areaFaults(input.areas, known)
    if (wrong.length > 0) throw invalid(wrong)
    const before = new Set(known.map(area => area.pcode))
    const changed = input.areas.filter(area => before.has(area.pcode))
    const added = input.areas.filter(area => !before.has(area.pcode))
    // What is new comes first: an area that is known may now lie within it.
    tx.insert(
      'area',
      added.map(area => ({ situation_id: act.situation, id: area.id, pcode: area.pcode, ...rowOf(area) })),
    )
    for (const area of changed) {
      await tx
        .on<SituationTables>()
        .updateTable('area')
        .set(rowOf(area))
        .where('situation_id', '=', act.situation)
        .where('pcode', '=', area.pcode)
        .execute()
    }
    return { added: added.length, changed: changed.length }
  },
})

export const createSite = defineAct({
  name: 'situation.createSite',
  summary: 'Adds a site: a border point, centre, camp, settlement or city office.',
  scope: 'situation',
  kind: 'decision',
  input: CreateSite,
  result: Done,
  sensitivity: 'internal',
  allow: may('manage-sites').anywhere(),
  async apply(tx, input, act) {
    tx.insert('site', {
      situation_id: act.situation,
      id: input.id,
      code: input.code,
      name: input.name,
      kind: input.kind,
      area_id: input.area,
      latitude: input.latitude,
      longitude: input.longitude,
      capacity: input.capacity,
      opened_on: input.openedOn,
    })
    tx.about(input.id)
    return {}
  },
})

export const changeSite = defineAct({
  name: 'situation.changeSite',
  summary: 'Changes what is known of a site.',
  scope: 'situation',
  kind: 'decision',
  input: ChangeSite,
  result: Done,
  sensitivity: 'internal',
  allow: may('manage-sites').at((input: ChangeSite) => input.site),
  async apply(tx, input, act) {
    const changes = defined({
      name: input.name,
      kind: input.kind,
      area_id: input.area,
      latitude: input.latitude,
      longitude: input.longitude,
      capacity: input.capacity,
    })
    await changeSiteRow(tx, act.situation, input.site, changes)
    tx.about(input.site)
    return {}
  },
})

export const closeSite = defineAct({
  name: 'situation.closeSite',
  summary: 'Closes a site on a day; nobody may still be registered there.',
  scope: 'situation',
  kind: 'decision',
  input: CloseSite,
  result: Done,
  sensitivity: 'internal',
  allow: may('manage-sites').at((input: CloseSite) => input.site),
  async apply(tx, input, act) {
    const site = await tx
      .on<SituationTables>()
      .selectFrom('site')
      .select('closed_on')
      .where('situation_id', '=', act.situation)
      .where('id', '=', input.site)
      .forUpdate()
      .executeTakeFirst()
    if (site?.closed_on) throw problem('situation.site-already-closed')
    // People who are present, and groups that were counted and wait.
    const here = await sql<{ found: boolean }>`SELECT EXISTS (SELECT 1 FROM presence
        WHERE situation_id = ${act.situation} AND site_id = ${input.site} AND to_on IS NULL)
      OR EXISTS (SELECT 1 FROM household
        WHERE situation_id = ${act.situation} AND site_id = ${input.site} AND level = 'group' AND status <> 'closed') AS found`.execute(
      tx.on(),
    )
    if (here.rows[0]?.found) throw problem('situation.site-has-people')
    await changeSiteRow(tx, act.situation, input.site, { closed_on: input.closedOn })
    tx.about(input.site)
    return {}
  },
})

export const reopenSite = defineAct({
  name: 'situation.reopenSite',
  summary: 'Opens a closed site again.',
  scope: 'situation',
  kind: 'decision',
  input: ReopenSite,
  result: Done,
  sensitivity: 'internal',
  allow: may('manage-sites').at((input: ReopenSite) => input.site),
  async apply(tx, input, act) {
    await changeSiteRow(tx, act.situation, input.site, { closed_on: null })
    tx.about(input.site)
    return {}
  },
})

export const saveOrganisation = defineAct({
  name: 'situation.saveOrganisation',
  summary: 'Adds or changes an organisation that takes part in the response.',
  scope: 'situation',
  kind: 'observation',
  input: SaveOrganisation,
  result: Done,
  sensitivity: 'internal',
  allow: may('manage-situation').anywhere(),
  async apply(tx, input, act) {
    const { id, ...values } = input
    const changed = await tx
      .on<SituationTables>()
      .updateTable('organisation')
      .set(values)
      .where('situation_id', '=', act.situation)
      .where('id', '=', id)
      .executeTakeFirst()
    if (changed.numUpdatedRows === 0n) tx.insert('organisation', { situation_id: act.situation, ...input })
    tx.about(id)
    return {}
  },
})

export const situationActs = [
  createSituation,
  changeSituation,
  importAreas,
  createSite,
  changeSite,
  closeSite,
  reopenSite,
  saveOrganisation,
] as const satisfies readonly AnyAct[]

async function changeSiteRow(
  tx: ActTransaction,
  situation: number,
  site: string,
  changes: Partial<SituationTables['site']>,
) {
  if (Object.keys(changes).length === 0) return
  const changed = await tx
    .on<SituationTables>()
    .updateTable('site')
    .set(changes)
    .where('situation_id', '=', situation)
    .where('id', '=', site)
    .executeTakeFirst()
  if (changed.numUpdatedRows !== 1n) throw common('record.not-found', { record: 'site' })
}

/** Each area is named once and lies within one of a higher level; so do the known ones that the file does not name. */
function areaFaults(
  areas: ImportAreas['areas'],
  known: readonly { pcode: string; level: number; parent_pcode: string | null }[],
): FieldProblem[] {
  const levels = new Map(known.map(area => [area.pcode, area.level]))
  const places = new Map<string, number>()
  const found: FieldProblem[] = []
  for (const [index, area] of areas.entries()) {
    if (places.has(area.pcode)) found.push({ path: `areas.${index}.pcode`, code: 'situation.pcode-taken' })
    places.set(area.pcode, index)
    levels.set(area.pcode, area.level)
  }
  for (const [index, { parentPcode, level }] of areas.entries()) {
    if (parentPcode === null) continue
    const above = levels.get(parentPcode)
    if (above === undefined) found.push({ path: `areas.${index}.parentPcode`, code: 'situation.parent-unknown' })
    else if (above >= level) found.push({ path: `areas.${index}.parentPcode`, code: 'situation.area-circle' })
  }
  for (const { pcode, level, parent_pcode: parent } of known) {
    const index = parent === null || places.has(pcode) ? undefined : places.get(parent)
    if (index !== undefined && (areas[index]?.level ?? 0) >= level) {
      found.push({ path: `areas.${index}.level`, code: 'situation.area-circle' })
    }
  }
  return found
}

function rowOf(area: ImportAreas['areas'][number]) {
  return {
    level: area.level,
    name: area.name,
    parent_pcode: area.parentPcode,
    latitude: area.latitude,
    longitude: area.longitude,
    host_population: area.hostPopulation,
  }
}

type Defined<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> }

/** Only what the input names: absent means unchanged, null means cleared. */
function defined<T extends Record<string, unknown>>(values: T): Defined<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Defined<T>
}
