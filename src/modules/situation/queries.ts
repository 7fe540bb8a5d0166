import { sql } from 'kysely'
import { z } from 'zod'
import { type AnyQuery, defineQuery } from '../../kernel/queries/define.ts'
import type { Door, TablePolicies } from '../../kernel/queries/door.ts'
import type { SituationTables } from './tables.ts'

export const situationPolicies: TablePolicies = {
  situation: { place: null, sensitivity: 'public' },
  area: { place: null, sensitivity: 'internal' },
  site: { place: null, sensitivity: 'internal' },
  organisation: { place: null, sensitivity: 'internal' },
}

const Situation = z.object({
  number: z.number(),
  code: z.string(),
  name: z.string(),
  office: z.string(),
  country: z.string(),
  origins: z.array(z.string()),
  openedOn: z.string(),
  closedOn: z.string().nullable(),
})

const situationColumns = [
  'id as number',
  'code',
  'name',
  'office',
  'country',
  'origins',
  'opened_on as openedOn',
  'closed_on as closedOn',
] as const

export const listSituations = defineQuery({
  name: 'situation.listSituations',
  summary: 'All situations of this house, for its administrators.',
  scope: 'house',
  input: z.strictObject({}),
  output: z.object({ situations: z.array(Situation) }),
  allow: { permission: 'manage-situations', sensitivity: 'internal' },
  async run(door) {
    door.reference('situation')
    const situations = await door
      .on<SituationTables>()
      .selectFrom('situation')
      .select(situationColumns)
      .orderBy('id')
      .execute()
    return { situations }
  },
})

export const getSituation = defineQuery({
  name: 'situation.getSituation',
  summary: 'The situation itself: country, usual origins, office.',
  scope: 'situation',
  input: z.strictObject({}),
  output: Situation,
  allow: { permission: 'read-situation', sensitivity: 'internal' },
  async run(door) {
    door.reference('situation')
    const found = await door
      .on<SituationTables>()
      .selectFrom('situation')
      .select(situationColumns)
      .where('id', '=', door.situation)
      .executeTakeFirst()
    return found ?? door.notFound('situation')
  },
})

export const listSites = defineQuery({
  name: 'situation.listSites',
  summary: 'The sites of a situation with their capacity and, where the asker may know, how many people live there.',
  scope: 'situation',
  input: z.strictObject({
    open: z.boolean().optional(),
    /** false: names and places only. Counting everybody who is present takes its time. */
    population: z.boolean().default(true),
  }),
  output: z.object({
    sites: z.array(
      z.object({
        id: z.string(),
        code: z.string(),
        name: z.string(),
        kind: z.string(),
        area: z.string().nullable(),
        areaName: z.string().nullable(),
        latitude: z.number().nullable(),
        longitude: z.number().nullable(),
        capacity: z.number().nullable(),
        population: z.number().nullable(),
        openedOn: z.string(),
        closedOn: z.string().nullable(),
      }),
    ),
  }),
  allow: { permission: 'read-situation', sensitivity: 'internal' },
  async run(door, input) {
    const counts = input.population ? await populations(door) : undefined
    const places = door.places('read-statistics')
    let query = door
      .on<SituationTables>()
      .selectFrom('site as s')
      .leftJoin('area as a', join =>
        join.onRef('a.situation_id', '=', 's.situation_id').onRef('a.id', '=', 's.area_id'),
      )
      .select([
        's.id',
        's.code',
        's.name',
        's.kind',
        's.area_id as area',
        'a.name as areaName',
        's.latitude',
        's.longitude',
        's.capacity',
        's.opened_on as openedOn',
        's.closed_on as closedOn',
      ])
      .where(door.scope('site', 's'))
      .orderBy('s.name')
    if (input.open)
      query = query.where(eb => eb.or([eb('s.closed_on', 'is', null), eb('s.closed_on', '>', door.today)]))
    const sites = (await query.execute()).map(site => ({
      ...site,
      population: counts && (places === '*' || places.has(site.id)) ? (counts.get(site.id) ?? 0) : null,
    }))
    return { sites }
  },
})

/** People present at each site, as far as the asker may know. */
async function populations(door: Door): Promise<Map<string, number>> {
  const { rows } = await sql<{
    site_id: string
    people: number
  }>`SELECT p.site_id, count(*)::int AS people FROM presence p
    WHERE ${door.scope('presence', 'p', 'read-statistics')} AND p.to_on IS NULL GROUP BY p.site_id`.execute(door.on())
  return new Map(rows.map(row => [row.site_id, row.people]))
}

export const listAreas = defineQuery({
  name: 'situation.listAreas',
  summary: 'Administrative areas with their P-codes.',
  scope: 'situation',
  input: z.strictObject({ level: z.number().int().min(0).max(5).optional(), parent: z.string().max(30).optional() }),
  output: z.object({
    areas: z.array(
      z.object({
        id: z.string(),
        pcode: z.string(),
        level: z.number(),
        name: z.string(),
        parentPcode: z.string().nullable(),
        latitude: z.number().nullable(),
        longitude: z.number().nullable(),
        hostPopulation: z.number().nullable(),
      }),
    ),
  }),
  allow: { permission: 'read-situation', sensitivity: 'internal' },
  async run(door, input) {
    let query = door
      .on<SituationTables>()
      .selectFrom('area as a')
      .select([
        'a.id',
        'a.pcode',
        'a.level',
        'a.name',
        'a.parent_pcode as parentPcode',
        'a.latitude',
        'a.longitude',
        'a.host_population as hostPopulation',
      ])
      .where(door.scope('area', 'a'))
      .orderBy('a.pcode')
      .limit(10_000)
    if (input.level !== undefined) query = query.where('a.level', '=', input.level)
    if (input.parent !== undefined) query = query.where('a.parent_pcode', '=', input.parent)
    return { areas: await query.execute() }
  },
})

export const listOrganisations = defineQuery({
  name: 'situation.listOrganisations',
  summary: 'Organisations that take part in the response.',
  scope: 'situation',
  input: z.strictObject({}),
  output: z.object({
    organisations: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        acronym: z.string(),
        kind: z.string(),
        sectors: z.array(z.string()),
        contact: z.string(),
      }),
    ),
  }),
  allow: { permission: 'read-situation', sensitivity: 'internal' },
  async run(door) {
    const organisations = await door
      .on<SituationTables>()
      .selectFrom('organisation as o')
      .select(['o.id', 'o.name', 'o.acronym', 'o.kind', 'o.sectors', 'o.contact'])
      .where(door.scope('organisation', 'o'))
      .orderBy('o.name')
      .execute()
    return { organisations }
  },
})

export const situationQueries = [
  listSituations,
  getSituation,
  listSites,
  listAreas,
  listOrganisations,
] as const satisfies readonly AnyQuery[]
