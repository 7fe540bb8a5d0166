import { type RawBuilder, sql } from 'kysely'
import { problem as common } from '../../../kernel/problems/common.ts'
import { Day, Uuid } from '../model/individual.ts'

interface Arrival {
  readonly arrivedFrom?: string | undefined
  readonly arrivedTo?: string | undefined
  readonly after?: string | undefined
}

/**
 * The order of a list and where it goes on. The newest records come first, by their ids, which hold the time of
 * registration. Asked for days of arrival, the latest arrivals come first: who arrived long ago has old ids, and in the
 * order of ids the whole list would be read to come to them.
 */
export function orderOf(input: Arrival, alias: string) {
  const [id, arrived] = [sql.ref(`${alias}.id`), sql.ref(`${alias}.arrived_on`)]
  const byArrival = input.arrivedFrom !== undefined || input.arrivedTo !== undefined
  return {
    order: byArrival ? sql`${arrived} DESC, ${id} DESC` : sql`${id} DESC`,
    after: input.after === undefined ? undefined : afterOf(input.after, byArrival, id, arrived),
    cursorOf: (row: { id: string; arrivedOn: string }) => (byArrival ? `${row.arrivedOn}|${row.id}` : row.id),
  }
}

function afterOf(cursor: string, byArrival: boolean, id: RawBuilder<unknown>, arrived: RawBuilder<unknown>) {
  const [day = '', last = ''] = byArrival ? cursor.split('|') : ['', cursor]
  if (!Uuid.safeParse(last).success || (byArrival && !Day.safeParse(day).success)) throw common('query.bad-cursor')
  return byArrival
    ? sql<boolean>`(${arrived}, ${id}) < (${day}::date, ${last}::uuid)`
    : sql<boolean>`${id} < ${last}::uuid`
}

/** Lists are counted up to here; `more` says that there are more. Needs are asked person by person, so fewer. */
export function countLimitOf(input: { need?: unknown; needGroup?: unknown }): number {
  return input.need === undefined && input.needGroup === undefined ? 10_000 : 1000
}
