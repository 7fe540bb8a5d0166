/** Rows of this module's tables, as Kysely sees them. */
export interface SituationTables {
  situation: {
    id: number
    code: string
    name: string
    office: string
    country: string
    origins: string[]
    opened_on: string
    closed_on: string | null
  }
  area: {
    situation_id: number
    id: string
    pcode: string
    level: number
    name: string
    parent_pcode: string | null
    latitude: number | null
    longitude: number | null
    host_population: number | null
  }
  site: {
    situation_id: number
    id: string
    code: string
    name: string
    kind: string
    area_id: string | null
    latitude: number | null
    longitude: number | null
    capacity: number | null
    opened_on: string
    closed_on: string | null
  }
  organisation: {
    situation_id: number
    id: string
    name: string
    acronym: string
    kind: string
    sectors: string[]
    contact: string
  }
}

/** The first migration, one statement each. */
export const situationDdl: readonly string[] = [
  `CREATE TABLE situation (
    id int PRIMARY KEY CHECK (id > 0),
    code text NOT NULL,
    name text NOT NULL,
    office text NOT NULL CHECK (office ~ '^[0-9]{3}$'),
    country text NOT NULL CHECK (country ~ '^[A-Z]{3}$'),
    origins text[] NOT NULL DEFAULT '{}',
    opened_on date NOT NULL,
    closed_on date,
    CONSTRAINT situation_code_key UNIQUE (code),
    CONSTRAINT situation_closed_after_opened CHECK (closed_on >= opened_on)
  )`,
  `CREATE TABLE area (
    situation_id int NOT NULL REFERENCES situation (id),
    id uuid NOT NULL,
    pcode text NOT NULL,
    level smallint NOT NULL CHECK (level BETWEEN 0 AND 5),
    name text NOT NULL,
    parent_pcode text,
    latitude double precision CHECK (latitude BETWEEN -90 AND 90),
    longitude double precision CHECK (longitude BETWEEN -180 AND 180),
    host_population bigint CHECK (host_population >= 0),
    PRIMARY KEY (situation_id, id),
    CONSTRAINT area_pcode_key UNIQUE (situation_id, pcode),
    CONSTRAINT area_parent_fkey FOREIGN KEY (situation_id, parent_pcode) REFERENCES area (situation_id, pcode)
  )`,
  `CREATE INDEX area_parent ON area (situation_id, parent_pcode)`,
  `CREATE TABLE site (
    situation_id int NOT NULL REFERENCES situation (id),
    id uuid NOT NULL,
    code text NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    area_id uuid,
    latitude double precision CHECK (latitude BETWEEN -90 AND 90),
    longitude double precision CHECK (longitude BETWEEN -180 AND 180),
    capacity int CHECK (capacity >= 0),
    opened_on date NOT NULL,
    closed_on date,
    PRIMARY KEY (situation_id, id),
    CONSTRAINT site_code_key UNIQUE (situation_id, code),
    CONSTRAINT site_area_fkey FOREIGN KEY (situation_id, area_id) REFERENCES area (situation_id, id),
    CONSTRAINT site_closed_after_opened CHECK (closed_on >= opened_on)
  )`,
  `CREATE INDEX site_area ON site (situation_id, area_id)`,
  `CREATE TABLE organisation (
    situation_id int NOT NULL REFERENCES situation (id),
    id uuid NOT NULL,
    name text NOT NULL,
    acronym text NOT NULL DEFAULT '',
    kind text NOT NULL,
    sectors text[] NOT NULL DEFAULT '{}',
    contact text NOT NULL DEFAULT '',
    PRIMARY KEY (situation_id, id),
    CONSTRAINT organisation_name_key UNIQUE (situation_id, name)
  )`,
]

export const situationComments: Readonly<Record<string, readonly [table: string, columns: Record<string, string>]>> = {
  situation: [
    'A large movement of people and the response to it. A reference table: it points at no situation’s table.',
    {
      id: 'Small whole number, first in every key of the situation’s tables.',
      code: 'Short code used in addresses and on the command line.',
      name: 'What people call it.',
      office: 'Three digits that begin every number of this situation.',
      country: 'Country of asylum, ISO 3166-1 alpha-3.',
      origins: 'Usual countries of origin, offered first in forms.',
      opened_on: 'First day.',
      closed_on: 'Last day, once over.',
    },
  ],
  area: [
    'Administrative areas with their P-codes (COD-AB).',
    {
      situation_id: 'The situation.',
      id: 'UUIDv7.',
      pcode: 'P-code.',
      level: '0 country … 5.',
      name: 'Name of the area.',
      parent_pcode: 'P-code of the area around it.',
      latitude: 'Degrees north of its centre.',
      longitude: 'Degrees east of its centre.',
      host_population: 'Inhabitants before the movement, if known.',
    },
  ],
  site: [
    'Where people are received, registered or live.',
    {
      situation_id: 'The situation.',
      id: 'UUIDv7.',
      code: 'Short code on papers and in files.',
      name: 'Name of the site.',
      kind: 'Border point, reception or transit centre, camp, …',
      area_id: 'The administrative area.',
      latitude: 'Degrees north.',
      longitude: 'Degrees east.',
      capacity: 'People it is planned for.',
      opened_on: 'First day.',
      closed_on: 'Last day, once closed.',
    },
  ],
  organisation: [
    'Who takes part in the response.',
    {
      situation_id: 'The situation.',
      id: 'UUIDv7.',
      name: 'Full name.',
      acronym: 'Short name.',
      kind: 'Government, UN, national or international NGO, refugee-led, …',
      sectors: 'What it works on.',
      contact: 'How to reach it (an office, not a private person).',
    },
  ],
}
