import { sql } from 'kysely'
import { z } from 'zod'
import { defineQuery } from '../../kernel/queries/define.ts'
import type { Door } from '../../kernel/queries/door.ts'
import { ageCohorts, cohortCutoffs } from '../vocabulary/index.ts'

export const Demographics = z.strictObject({
  /** The population on this day, from the records as they are now corrected. Default: today. */
  referenceDate: z.iso.date().optional(),
  site: z.string().uuid().optional(),
  origin: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
})
export type Demographics = z.infer<typeof Demographics>

export const DemographicsRow = z.object({
  origin: z.string(),
  site: z.string(),
  sex: z.string(),
  cohort: z.string(),
  people: z.number(),
})
export type DemographicsRow = z.infer<typeof DemographicsRow>

/**
 * People present on a day by origin, site, sex and UNHCR age cohort. Ages are those of the reference date. Counted from the
 * spells of presence, so any day can be asked for and the answer is as fresh as the last act.
 */
export async function countDemographics(door: Door, input: Demographics): Promise<DemographicsRow[]> {
  const day = input.referenceDate ?? door.today
  const where = [
    door.scope('presence', 'p', 'read-statistics'),
    sql<boolean>`p.from_on <= ${day} AND (p.to_on IS NULL OR p.to_on > ${day})`,
  ]
  if (input.site) where.push(sql<boolean>`p.site_id = ${input.site}`)
  if (input.origin) where.push(sql<boolean>`p.origin = ${input.origin}`)
  // One comparison of dates for each cohort: quicker by far than an age for each of a million rows.
  const oldestFirst = cohortCutoffs(day).reverse()
  const cohort = sql`CASE ${sql.join(
    oldestFirst
      .slice(0, -1)
      .map(cutoff => sql`WHEN p.birth_date <= ${cutoff.bornOnOrBefore} THEN ${sql.lit(cutoff.cohort)}`),
    sql` `,
  )} ELSE ${sql.lit(ageCohorts.codes[0])} END`
  const { rows } =
    await sql<DemographicsRow>`SELECT p.origin, p.site_id AS site, p.sex, ${cohort} AS cohort, count(*)::int AS people
    FROM presence p WHERE ${sql.join(where, sql` AND `)} GROUP BY 1, 2, 3, 4`.execute(door.on())
  return rows
}

export const demographics = defineQuery({
  name: 'statistics.demographics',
  summary: 'People by origin, site, sex and UNHCR age cohort on any day.',
  scope: 'situation',
  input: Demographics,
  output: z.object({ referenceDate: z.string(), rows: z.array(DemographicsRow), total: z.number() }),
  allow: { permission: 'read-statistics', sensitivity: 'internal' },
  async run(door, input) {
    const rows = await countDemographics(door, input)
    return {
      referenceDate: input.referenceDate ?? door.today,
      rows,
      total: rows.reduce((sum, row) => sum + row.people, 0),
    }
  },
})
