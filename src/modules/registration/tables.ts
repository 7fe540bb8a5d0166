import type { Address, Counts } from './model/household.ts'
import type { BirthDate, Employment, Language, NamePart } from './model/individual.ts'

/** Rows of this module's tables, as Kysely sees them. */
export interface RegistrationTables {
  household: {
    situation_id: number
    id: string
    number: string
    external_number: string | null
    level: string
    status: string
    status_reason: string | null
    status_on: string
    site_id: string
    origin: string
    arrived_on: string
    registered_on: string
    size: number
    counts: Counts | null
    representative_name: string
    address: Address
    area_id: string | null
    phone: string | null
    priority: boolean
    note: string
    group_id: string | null
    merged_into: string | null
  }
  individual: {
    situation_id: number
    id: string
    household_id: string
    number: string
    relationship: string
    names: NamePart[]
    display_name: string
    latin_name: string
    sex: string
    birth_date: string
    birth_precision: BirthDate['precision']
    birth_estimated: boolean
    birth_entered: BirthDate['entered'] | null
    nationality: string
    other_nationalities: string[]
    statelessness: string | null
    origin: string
    birth_country: string | null
    birth_place: string | null
    legal_status: string
    marital_status: string | null
    languages: Language[]
    education: { level: string; degree?: string; place?: string } | null
    employment: Employment[]
    phone: string | null
    mother_name: string | null
    father_name: string | null
    arrived_on: string
    registered_on: string
    site_id: string
    status: string
    status_reason: string | null
    status_on: string
    photo_id: string | null
    merged_into: string | null
  }
  individual_sensitive: {
    situation_id: number
    individual_id: string
    ethnicity: string | null
    religion: string | null
  }
  identity_document: {
    situation_id: number
    id: string
    individual_id: string
    kind: string
    country: string
    number: string
    folded: string
  }
  specific_need: {
    situation_id: number
    id: string
    individual_id: string
    code: string
    need_group: string
    urgency: string
    status: 'proposed' | 'pending-review' | 'confirmed' | 'rejected' | 'resolved'
    rule: string | null
    identified_on: string
    note: string
    sensitivity: number
    reviewed_on: string | null
    reviewed_by: string | null
    review_note: string
  }
  consent: {
    situation_id: number
    id: string
    household_id: string
    individual_id: string | null
    purpose: string
    recipient: string
    decision: 'given' | 'refused' | 'withdrawn'
    language: string | null
    decided_at: string
    expires_on: string | null
  }
  presence: {
    situation_id: number
    individual_id: string
    from_on: string
    to_on: string | null
    site_id: string
    origin: string
    sex: string
    birth_date: string
    legal_status: string
  }
  search_key: { situation_id: number; key: string; individual_id: string }
  photo: {
    situation_id: number
    id: string
    media_type: string
    width: number
    height: number
    bytes: Buffer
    sha256: string
  }
}

const countryCheck = (column: string) => `CHECK (${column} ~ '^[A-Z]{3}$')`

/** The first migration, one statement each. */
export const registrationDdl: readonly string[] = [
  `CREATE TABLE household (
    situation_id int NOT NULL REFERENCES situation (id),
    id uuid NOT NULL,
    number text NOT NULL,
    external_number text,
    level text NOT NULL CHECK (level IN ('group', 'emergency', 'basic', 'comprehensive')),
    status text NOT NULL CHECK (status IN ('active', 'hold', 'inactive', 'closed')),
    status_reason text,
    status_on date NOT NULL,
    site_id uuid NOT NULL,
    origin text NOT NULL ${countryCheck('origin')},
    arrived_on date NOT NULL,
    registered_on date NOT NULL,
    size int NOT NULL CHECK (size >= 0),
    counts jsonb,
    representative_name text NOT NULL,
    address jsonb NOT NULL DEFAULT '{}',
    area_id uuid,
    phone text,
    priority boolean NOT NULL DEFAULT false,
    note text NOT NULL DEFAULT '',
    group_id uuid,
    merged_into uuid,
    CONSTRAINT household_number_key UNIQUE (situation_id, number),
    CONSTRAINT household_site_fkey FOREIGN KEY (situation_id, site_id) REFERENCES site (situation_id, id),
    CONSTRAINT household_area_fkey FOREIGN KEY (situation_id, area_id) REFERENCES area (situation_id, id),
    CONSTRAINT household_closed_has_reason CHECK (status <> 'closed' OR status_reason IS NOT NULL)
  )`,
  `CREATE INDEX household_site ON household (situation_id, site_id, id)`,
  `CREATE INDEX household_area ON household (situation_id, area_id) WHERE area_id IS NOT NULL`,
  `CREATE INDEX household_group ON household (situation_id, group_id) WHERE group_id IS NOT NULL`,
  `CREATE INDEX household_merged ON household (situation_id, merged_into) WHERE merged_into IS NOT NULL`,
  `CREATE INDEX household_level ON household (situation_id, level, id)`,
  `CREATE INDEX household_origin ON household (situation_id, origin, id)`,
  `CREATE INDEX household_arrived ON household (situation_id, arrived_on, id)`,
  // Most are active: the others are few, and what lists look for.
  `CREATE INDEX household_status ON household (situation_id, status, id) WHERE status <> 'active'`,
  `CREATE INDEX household_priority ON household (situation_id, id) WHERE priority`,
  `CREATE UNIQUE INDEX household_external_number_key ON household (situation_id, external_number) WHERE external_number IS NOT NULL`,
  // The primary key is the last index: while a table has no statistics, the planner takes the newest of those it thinks
  // equal, keeps the choice for each foreign key's check, and with another index a check reads the whole situation.
  `ALTER TABLE household ADD CONSTRAINT household_pkey PRIMARY KEY (situation_id, id)`,
  `ALTER TABLE household ADD CONSTRAINT household_group_fkey FOREIGN KEY (situation_id, group_id) REFERENCES household (situation_id, id)`,
  `ALTER TABLE household ADD CONSTRAINT household_merged_fkey FOREIGN KEY (situation_id, merged_into) REFERENCES household (situation_id, id)`,
  `CREATE TABLE individual (
    situation_id int NOT NULL REFERENCES situation (id),
    id uuid NOT NULL,
    household_id uuid NOT NULL,
    number text NOT NULL,
    relationship text NOT NULL,
    names jsonb NOT NULL,
    display_name text NOT NULL,
    latin_name text NOT NULL,
    sex text NOT NULL CHECK (sex IN ('F', 'M', 'U')),
    birth_date date NOT NULL,
    birth_precision text NOT NULL CHECK (birth_precision IN ('day', 'month', 'year', 'age')),
    birth_estimated boolean NOT NULL,
    birth_entered jsonb,
    nationality text NOT NULL ${countryCheck('nationality')},
    other_nationalities text[] NOT NULL DEFAULT '{}',
    statelessness text CHECK (statelessness IN ('stateless', 'at-risk', 'no')),
    origin text NOT NULL ${countryCheck('origin')},
    birth_country text ${countryCheck('birth_country')},
    birth_place text,
    legal_status text NOT NULL,
    marital_status text,
    languages jsonb NOT NULL DEFAULT '[]',
    education jsonb,
    employment jsonb NOT NULL DEFAULT '[]',
    phone text,
    mother_name text,
    father_name text,
    arrived_on date NOT NULL,
    registered_on date NOT NULL,
    site_id uuid NOT NULL,
    status text NOT NULL CHECK (status IN ('active', 'hold', 'inactive', 'closed')),
    status_reason text,
    status_on date NOT NULL,
    photo_id uuid,
    merged_into uuid,
    CONSTRAINT individual_number_key UNIQUE (situation_id, number),
    CONSTRAINT individual_household_fkey FOREIGN KEY (situation_id, household_id) REFERENCES household (situation_id, id),
    CONSTRAINT individual_site_fkey FOREIGN KEY (situation_id, site_id) REFERENCES site (situation_id, id),
    CONSTRAINT individual_born_before_registered CHECK (birth_date <= registered_on),
    CONSTRAINT individual_closed_has_reason CHECK (status <> 'closed' OR status_reason IS NOT NULL)
  )`,
  `CREATE INDEX individual_household ON individual (situation_id, household_id)`,
  `CREATE INDEX individual_site ON individual (situation_id, site_id, id)`,
  `CREATE INDEX individual_photo ON individual (situation_id, photo_id) WHERE photo_id IS NOT NULL`,
  `CREATE INDEX individual_origin ON individual (situation_id, origin, id)`,
  `CREATE INDEX individual_birth ON individual (situation_id, birth_date)`,
  `CREATE INDEX individual_arrived ON individual (situation_id, arrived_on, id)`,
  `CREATE INDEX individual_status ON individual (situation_id, status, id) INCLUDE (site_id, origin, sex) WHERE status <> 'active'`,
  `CREATE INDEX individual_legal_status ON individual (situation_id, legal_status, id)`,
  `CREATE INDEX individual_merged ON individual (situation_id, merged_into) WHERE merged_into IS NOT NULL`,
  `CREATE UNIQUE INDEX individual_one_representative ON individual (situation_id, household_id) WHERE relationship = 'PA' AND status IN ('active', 'hold', 'inactive')`,
  // Last, for the reason given at household_pkey.
  `ALTER TABLE individual ADD CONSTRAINT individual_pkey PRIMARY KEY (situation_id, id)`,
  `ALTER TABLE individual ADD CONSTRAINT individual_merged_fkey FOREIGN KEY (situation_id, merged_into) REFERENCES individual (situation_id, id)`,
  `CREATE TABLE individual_sensitive (
    situation_id int NOT NULL,
    individual_id uuid NOT NULL,
    ethnicity text,
    religion text,
    sensitivity smallint NOT NULL DEFAULT 3 CHECK (sensitivity BETWEEN 3 AND 4),
    PRIMARY KEY (situation_id, individual_id),
    CONSTRAINT individual_sensitive_individual_fkey FOREIGN KEY (situation_id, individual_id) REFERENCES individual (situation_id, id)
  )`,
  `CREATE TABLE identity_document (
    situation_id int NOT NULL,
    id uuid NOT NULL,
    individual_id uuid NOT NULL,
    kind text NOT NULL,
    country text NOT NULL ${countryCheck('country')},
    number text NOT NULL,
    folded text NOT NULL,
    PRIMARY KEY (situation_id, id),
    CONSTRAINT identity_document_number_key UNIQUE (situation_id, folded, country, kind),
    CONSTRAINT identity_document_individual_fkey FOREIGN KEY (situation_id, individual_id) REFERENCES individual (situation_id, id)
  )`,
  `CREATE INDEX identity_document_individual ON identity_document (situation_id, individual_id)`,
  `CREATE TABLE specific_need (
    situation_id int NOT NULL,
    id uuid NOT NULL,
    individual_id uuid NOT NULL,
    code text NOT NULL,
    need_group text NOT NULL,
    urgency text NOT NULL CHECK (urgency IN ('high', 'medium', 'low')),
    status text NOT NULL CHECK (status IN ('proposed', 'pending-review', 'confirmed', 'rejected', 'resolved')),
    rule text,
    identified_on date NOT NULL,
    note text NOT NULL DEFAULT '',
    sensitivity smallint NOT NULL CHECK (sensitivity BETWEEN 3 AND 4),
    reviewed_on date,
    reviewed_by uuid,
    review_note text NOT NULL DEFAULT '',
    PRIMARY KEY (situation_id, id),
    CONSTRAINT specific_need_individual_fkey FOREIGN KEY (situation_id, individual_id) REFERENCES individual (situation_id, id)
  )`,
  `CREATE INDEX specific_need_individual ON specific_need (situation_id, individual_id)`,
  `CREATE UNIQUE INDEX specific_need_once ON specific_need (situation_id, individual_id, code) WHERE status IN ('proposed', 'pending-review', 'confirmed')`,
  `CREATE INDEX specific_need_code ON specific_need (situation_id, need_group, code, individual_id) INCLUDE (sensitivity) WHERE status IN ('pending-review', 'confirmed')`,
  `CREATE INDEX specific_need_queue ON specific_need (situation_id, urgency, identified_on, id) WHERE status IN ('proposed', 'pending-review')`,
  `CREATE TABLE consent (
    situation_id int NOT NULL,
    id uuid NOT NULL,
    household_id uuid NOT NULL,
    individual_id uuid,
    purpose text NOT NULL,
    recipient text NOT NULL DEFAULT '',
    decision text NOT NULL CHECK (decision IN ('given', 'refused', 'withdrawn')),
    language text,
    decided_at timestamptz(3) NOT NULL,
    expires_on date,
    PRIMARY KEY (situation_id, id),
    CONSTRAINT consent_household_fkey FOREIGN KEY (situation_id, household_id) REFERENCES household (situation_id, id),
    CONSTRAINT consent_individual_fkey FOREIGN KEY (situation_id, individual_id) REFERENCES individual (situation_id, id)
  )`,
  `CREATE INDEX consent_household ON consent (situation_id, household_id)`,
  `CREATE INDEX consent_individual ON consent (situation_id, individual_id)`,
  `CREATE TABLE presence (
    situation_id int NOT NULL,
    individual_id uuid NOT NULL,
    from_on date NOT NULL,
    to_on date,
    site_id uuid NOT NULL,
    origin text NOT NULL,
    sex text NOT NULL,
    birth_date date NOT NULL,
    legal_status text NOT NULL,
    PRIMARY KEY (situation_id, individual_id, from_on),
    CONSTRAINT presence_ends_after_it_begins CHECK (to_on > from_on),
    CONSTRAINT presence_individual_fkey FOREIGN KEY (situation_id, individual_id) REFERENCES individual (situation_id, id),
    CONSTRAINT presence_site_fkey FOREIGN KEY (situation_id, site_id) REFERENCES site (situation_id, id)
  )`,
  `CREATE INDEX presence_site ON presence (situation_id, site_id)`,
  `CREATE INDEX presence_here ON presence (situation_id, site_id, origin) WHERE to_on IS NULL`,
  `CREATE TABLE search_key (
    situation_id int NOT NULL,
    key text COLLATE "C" NOT NULL,
    individual_id uuid NOT NULL,
    PRIMARY KEY (situation_id, key, individual_id),
    CONSTRAINT search_key_individual_fkey FOREIGN KEY (situation_id, individual_id) REFERENCES individual (situation_id, id)
  )`,
  `CREATE INDEX search_key_individual ON search_key (situation_id, individual_id, key)`,
  `CREATE TABLE photo (
    situation_id int NOT NULL,
    id uuid NOT NULL,
    media_type text NOT NULL CHECK (media_type IN ('image/jpeg', 'image/webp')),
    width int NOT NULL,
    height int NOT NULL,
    sha256 text NOT NULL,
    bytes bytea NOT NULL,
    PRIMARY KEY (situation_id, id)
  )`,
]
