/** Rows of this room's tables, as Kysely sees them. Secrets stand here only as hashes or as the library encrypted them. */
export interface IdentityTables {
  account: {
    id: string
    name: string
    email: string
    email_verified: boolean
    image: string | null
    locale: string | null
    two_factor_enabled: boolean | null
    disabled_at: string | null
    created_at: string
    updated_at: string
  }
  account_login: { id: string; account_id: string; provider_id: string; user_id: string; password: string | null }
  account_session: { id: string; user_id: string; token: string; expires_at: string }
  account_passkey: { id: string; user_id: string }
  account_two_factor: { id: string; user_id: string }
  account_link: {
    token_hash: string
    purpose: LinkPurpose
    account_id: string | null
    made_by: string | null
    made_at: string
    expires_at: string
    used_at: string | null
  }
  access_grant: {
    id: string
    account_id: string
    role: string
    situation_id: number
    place_kind: PlaceKind
    place_ids: string[]
    sensitivity: number | null
    granted_by: string
    granted_at: string
    ends_at: string | null
    revoked_at: string | null
  }
  access_token: {
    id: string
    account_id: string
    name: string
    secret_hash: string
    permissions: string[]
    situations: number[]
    read_only: boolean
    made_at: string
    expires_at: string
    last_used_on: string | null
    revoked_at: string | null
  }
}

export type PlaceKind = 'situation' | 'area' | 'site'
/** first: makes the first administrator. invite and reset: choose a password. */
export type LinkPurpose = 'first' | 'invite' | 'reset'

/** The first migration, one statement each. The columns of account_* follow what better-auth 1.7 asks for. */
export const identityDdl: readonly string[] = [
  `CREATE TABLE account (
    id uuid PRIMARY KEY,
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    email text NOT NULL CHECK (email = lower(email) AND length(email) <= 254),
    email_verified boolean NOT NULL DEFAULT false,
    image text,
    locale text CHECK (locale IN ('ar', 'en', 'es', 'fr', 'ru', 'zh')),
    two_factor_enabled boolean DEFAULT false,
    disabled_at timestamptz(3),
    created_at timestamptz(3) NOT NULL,
    updated_at timestamptz(3) NOT NULL,
    CONSTRAINT account_email_key UNIQUE (email)
  )`,
  `CREATE TABLE account_login (
    id uuid PRIMARY KEY,
    account_id text NOT NULL,
    provider_id text NOT NULL,
    user_id uuid NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    access_token text,
    refresh_token text,
    id_token text,
    access_token_expires_at timestamptz(3),
    refresh_token_expires_at timestamptz(3),
    scope text,
    password text,
    created_at timestamptz(3) NOT NULL,
    updated_at timestamptz(3) NOT NULL,
    UNIQUE (provider_id, account_id)
  )`,
  `CREATE INDEX account_login_user ON account_login (user_id)`,
  `CREATE TABLE account_session (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    token text NOT NULL UNIQUE,
    expires_at timestamptz(3) NOT NULL,
    ip_address text,
    user_agent text,
    created_at timestamptz(3) NOT NULL,
    updated_at timestamptz(3) NOT NULL
  )`,
  `CREATE INDEX account_session_user ON account_session (user_id)`,
  `CREATE TABLE account_verification (
    id uuid PRIMARY KEY,
    identifier text NOT NULL,
    value text NOT NULL,
    expires_at timestamptz(3) NOT NULL,
    created_at timestamptz(3) NOT NULL,
    updated_at timestamptz(3) NOT NULL
  )`,
  `CREATE INDEX account_verification_identifier ON account_verification (identifier)`,
  `CREATE TABLE account_two_factor (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    secret text NOT NULL,
    backup_codes text NOT NULL,
    verified boolean DEFAULT true,
    failed_verification_count int DEFAULT 0,
    locked_until timestamptz(3)
  )`,
  `CREATE INDEX account_two_factor_user ON account_two_factor (user_id)`,
  `CREATE TABLE account_passkey (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    name text,
    public_key text NOT NULL,
    credential_id text NOT NULL UNIQUE,
    counter bigint NOT NULL,
    device_type text NOT NULL,
    backed_up boolean NOT NULL,
    transports text,
    aaguid text,
    created_at timestamptz(3)
  )`,
  `CREATE INDEX account_passkey_user ON account_passkey (user_id)`,
  `CREATE TABLE account_link (
    token_hash text PRIMARY KEY CHECK (token_hash ~ '^[0-9a-f]{64}$'),
    purpose text NOT NULL CHECK (purpose IN ('first', 'invite', 'reset')),
    account_id uuid REFERENCES account (id) ON DELETE CASCADE,
    made_by uuid,
    made_at timestamptz(3) NOT NULL,
    expires_at timestamptz(3) NOT NULL,
    used_at timestamptz(3),
    CONSTRAINT account_link_account CHECK ((purpose = 'first') = (account_id IS NULL))
  )`,
  `CREATE INDEX account_link_account_id ON account_link (account_id)`,
  `CREATE TABLE access_grant (
    id uuid PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES account (id),
    role text NOT NULL,
    situation_id int NOT NULL CHECK (situation_id >= 0),
    place_kind text NOT NULL CHECK (place_kind IN ('situation', 'area', 'site')),
    place_ids uuid[] NOT NULL DEFAULT '{}',
    sensitivity smallint CHECK (sensitivity BETWEEN 0 AND 4),
    granted_by uuid NOT NULL,
    granted_at timestamptz(3) NOT NULL,
    ends_at timestamptz(3),
    revoked_at timestamptz(3),
    CONSTRAINT access_grant_places CHECK ((place_kind = 'situation') = (cardinality(place_ids) = 0)),
    CONSTRAINT access_grant_house_has_no_places CHECK (situation_id > 0 OR place_kind = 'situation')
  )`,
  `CREATE INDEX access_grant_account ON access_grant (account_id)`,
  `CREATE INDEX access_grant_situation ON access_grant (situation_id)`,
  `CREATE TABLE access_token (
    id uuid PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    secret_hash text NOT NULL UNIQUE CHECK (secret_hash ~ '^[0-9a-f]{64}$'),
    permissions text[] NOT NULL CHECK (cardinality(permissions) > 0),
    situations int[] NOT NULL CHECK (cardinality(situations) > 0),
    read_only boolean NOT NULL,
    made_at timestamptz(3) NOT NULL,
    expires_at timestamptz(3) NOT NULL,
    last_used_on date,
    revoked_at timestamptz(3),
    CONSTRAINT access_token_at_most_a_year CHECK (expires_at <= made_at + interval '366 days')
  )`,
  `CREATE INDEX access_token_account ON access_token (account_id)`,
]

/** A situation's acts write grants of that situation only; the house's write any. Everyone's grants are read to know them. */
export const grantPolicies: Readonly<Record<string, string>> = {
  access_grant_read: 'FOR SELECT USING (true)',
  access_grant_add: `FOR INSERT WITH CHECK (current_setting('nansen.situation', true) IN ('0', situation_id::text))`,
  access_grant_change: `FOR UPDATE USING (current_setting('nansen.situation', true) IN ('0', situation_id::text))`,
}
