import type { Kysely } from 'kysely'

/** One step of a room's schema. It runs once, in a transaction of its own, as the owner. */
export type Migration = (db: Kysely<unknown>) => Promise<void>

export type RoomRights = {
  /** Tables the application may only read and add to. */
  appendOnly?: readonly string[]
  /** Tables the application may only read. */
  readOnly?: readonly string[]
  /** Tables the application may not touch at all. */
  noAccess?: readonly string[]
  /** Tables that migrations fill; a restore replaces their rows instead of refusing. */
  seeded?: readonly string[]
}

/** The schema that one folder of the program brings: its migrations in order, and what the application may do. */
export type Room = {
  room: string
  migrations: readonly { name: string; run: Migration }[]
  appendOnly: readonly string[]
  readOnly: readonly string[]
  noAccess: readonly string[]
  seeded: readonly string[]
}

/**
 * Declares a room's migrations; they run in the order in which they are written.
 * Names are kept for ever in the database: never rename, reorder or change one that was released.
 */
export function defineMigrations(room: string, migrations: Record<string, Migration>, rights: RoomRights = {}): Room {
  if (!/^[a-z][a-z0-9-]*$/.test(room)) throw new TypeError(`"${room}" is no name for a room: use a-z, 0-9 and -`)
  const steps = Object.entries(migrations).map(([name, run]) => {
    // JavaScript moves keys that look like whole numbers to the front
    if (/^\d+$/.test(name) || !/^[a-z0-9][a-z0-9._-]*$/.test(name)) {
      throw new TypeError(`"${name}" is no name for a migration of ${room}: write it like "001-households"`)
    }
    return { name: `${room}/${name}`, run }
  })
  return {
    room,
    migrations: steps,
    appendOnly: rights.appendOnly ?? [],
    readOnly: rights.readOnly ?? [],
    noAccess: rights.noAccess ?? [],
    seeded: rights.seeded ?? [],
  }
}
