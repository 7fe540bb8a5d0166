import { sql } from 'kysely'
import { z } from 'zod'
import { defineQuery } from '../../kernel/queries/define.ts'
import type { Door } from '../../kernel/queries/door.ts'

const Count = z.object({ key: z.string(), people: z.number() })

export const overview = defineQuery({
  name: 'statistics.overview',
  summary: 'The situation at a glance: population, arrivals, sites, needs, and what waits for somebody.',
  scope: 'situation',
  input: z.strictObject({ days: z.number().int().min(7).max(366).default(90) }),
  output: z.object({
    population: z.number(),
    households: z.number(),
    arrivals: z.array(z.object({ day: z.string(), people: z.number() })),
    bySite: z.array(Count),
    byOrigin: z.array(Count),
    /** People with at least one confirmed or pending need of the group; null where the asker may not see needs. */
    needsByGroup: z.array(Count).nullable(),
    needsToReview: z.number().nullable(),
    /** Groups counted but not yet registered one by one: how many, how many people, and the longest wait in days. */
    waiting: z.object({ groups: z.number(), people: z.number(), longestDays: z.number(), priority: z.number() }),
    /** Days from arrival to registration of those registered in the period. */
    daysToRegistration: z.object({ median: z.number().nullable(), ninth: z.number().nullable() }),
  }),
  allow: { permission: 'read-statistics', sensitivity: 'internal' },
  async run(door, input) {
    const since = addDays(door.today, -input.days)
    const here = () => sql`${door.scope('presence', 'p', 'read-statistics')} AND p.to_on IS NULL`
    const cells = await sql<{ site: string; origin: string; people: number }>`
      SELECT p.site_id AS site, p.origin, count(*)::int AS people FROM presence p WHERE ${here()} GROUP BY 1, 2`.execute(
      door.on(),
    )
    const recent = await sql<{ day: string; people: number; households: number }>`
      SELECT h.arrived_on AS day, coalesce(sum(h.size), 0)::int AS people, count(*)::int AS households FROM household h
      WHERE ${statisticsScope(door)} AND h.level <> 'group' AND h.arrived_on > ${since} AND h.status <> 'closed' GROUP BY 1 ORDER BY 1`.execute(
      door.on(),
    )
    const households = await sql<{ count: number }>`SELECT count(*)::int AS count FROM household h
      WHERE ${statisticsScope(door)} AND h.level <> 'group' AND h.status <> 'closed'`.execute(door.on())
    const waiting = await sql<{ groups: number; people: number; oldest: string | null; priority: number }>`
      SELECT count(*)::int AS groups, coalesce(sum(h.size), 0)::int AS people, min(h.arrived_on)::text AS oldest, count(*) FILTER (WHERE h.priority)::int AS priority
      FROM household h WHERE ${statisticsScope(door)} AND h.level = 'group' AND h.status = 'active'`.execute(door.on())
    const delay = await sql<{ median: number | null; ninth: number | null }>`
      SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY h.registered_on - h.arrived_on) AS median,
        percentile_disc(0.9) WITHIN GROUP (ORDER BY h.registered_on - h.arrived_on) AS ninth
      FROM household h WHERE ${statisticsScope(door)} AND h.level <> 'group' AND h.arrived_on > ${since}`.execute(
      door.on(),
    )
    const needs = grantsNeeds(door) ? await countNeeds(door) : null
    const first = waiting.rows[0]
    return {
      population: cells.rows.reduce((sum, cell) => sum + cell.people, 0),
      households: households.rows[0]?.count ?? 0,
      arrivals: recent.rows.map(({ day, people }) => ({ day, people })),
      bySite: sums(cells.rows.map(cell => ({ key: cell.site, people: cell.people }))),
      byOrigin: sums(cells.rows.map(cell => ({ key: cell.origin, people: cell.people }))),
      needsByGroup: needs?.groups ?? null,
      needsToReview: needs?.toReview ?? null,
      waiting: {
        groups: first?.groups ?? 0,
        people: first?.people ?? 0,
        priority: first?.priority ?? 0,
        longestDays: first?.oldest ? daysBetween(first.oldest, door.today) : 0,
      },
      daysToRegistration: delay.rows[0] ?? { median: null, ninth: null },
    }
  },
})

/** Counts of households need no right to read people: they are read under the statistics permission, as a presence is. */
function statisticsScope(door: Door) {
  return door.countScope('household', 'h', 'read-statistics')
}

function grantsNeeds(door: Door): boolean {
  const places = door.places('read-needs')
  return places === '*' || places.size > 0
}

/** A need is where its person is: a right at one site counts the needs of that site. */
async function countNeeds(door: Door) {
  const needs = () => sql`FROM specific_need n
    JOIN individual i ON i.situation_id = n.situation_id AND i.id = n.individual_id
    WHERE ${door.scopeAt('specific_need', 'n', 'i.site_id', 'read-needs')}`
  const groups = await sql<{ key: string; people: number }>`
    SELECT n.need_group AS key, count(DISTINCT n.individual_id)::int AS people ${needs()}
      AND n.status IN ('pending-review', 'confirmed') GROUP BY 1 ORDER BY 2 DESC`.execute(door.on())
  const waiting = await sql<{ count: number }>`SELECT count(*)::int AS count ${needs()}
    AND n.status IN ('proposed', 'pending-review')`.execute(door.on())
  return { groups: groups.rows, toReview: waiting.rows[0]?.count ?? 0 }
}

function sums(cells: { key: string; people: number }[]) {
  const total = new Map<string, number>()
  for (const { key, people } of cells) total.set(key, (total.get(key) ?? 0) + people)
  return [...total].map(([key, people]) => ({ key, people })).sort((a, b) => b.people - a.people)
}

function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
}
