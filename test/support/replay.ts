import { expect } from 'vitest'
import { rooms } from '../../src/apps/house/definitions.ts'
import { openHouse } from '../../src/apps/house/house.ts'
import { cloneDatabase } from '../../src/kernel/database/testing.ts'
import { replay } from '../../src/kernel/journal/replay.ts'
import { createLog } from '../../src/kernel/log/index.ts'
import type { TestHouse } from './house.ts'

/** The tables whose rows follow from the journal alone. */
const tables = [
  'situation',
  'area',
  'site',
  'organisation',
  'household',
  'individual',
  'individual_sensitive',
  'identity_document',
  'specific_need',
  'consent',
  'presence',
  'search_key',
  'photo',
] as const

/** Replays a house's journal into an empty one and expects the same rows in every table. */
export async function expectReplayToAgree(test: TestHouse): Promise<void> {
  const copy = await openHouse({
    database: await cloneDatabase(rooms, { pipeline: true }),
    log: createLog({ level: 'silent' }),
    work: false,
  })
  try {
    const { owner } = test.house.database
    for (const situation of [0, test.situation]) {
      await replay(owner, copy.database.app, test.house.actRegistry, situation)
    }
    for (const table of tables) {
      const text = `SELECT coalesce(jsonb_agg(to_jsonb(t) ORDER BY to_jsonb(t)::text), '[]') AS all FROM ${table} t`
      const [was, is] = await Promise.all([owner.query(text), copy.database.owner.query(text)])
      expect(is.rows[0].all, table).toEqual(was.rows[0].all)
    }
  } finally {
    await copy.close()
  }
}
