import { offerTestServer } from '../../src/kernel/database/testing.ts'

/** Vitest's global setup: one database server for the whole run, started when the first test asks for it. */
export default function setup(): Promise<() => Promise<void>> {
  return offerTestServer()
}
