/**
 * The journal's tables, as text for the kernel's first migration. Entries, payloads and leaves are append-only for the
 * application's role: it may insert and read, nothing else.
 */
export const journalDdl: readonly string[] = [
  `CREATE TABLE journal_entry (
    situation_id int NOT NULL,
    act_id uuid NOT NULL,
    position bigint GENERATED ALWAYS AS IDENTITY,
    transaction_id xid8 NOT NULL DEFAULT pg_current_xact_id(),
    name text NOT NULL CHECK (name ~ '^[a-z][A-Za-z]*\\.[a-z][A-Za-z]*$'),
    kind text NOT NULL CHECK (kind IN ('observation', 'decision')),
    actor_id uuid NOT NULL,
    actor_kind text NOT NULL CHECK (actor_kind IN ('person', 'program', 'device', 'system')),
    device text,
    place_id uuid,
    occurred_at timestamptz(3) NOT NULL,
    recorded_at timestamptz(3) NOT NULL,
    digest text NOT NULL CHECK (digest ~ '^[0-9a-f]{64}$'),
    PRIMARY KEY (situation_id, act_id)
  )`,
  `CREATE INDEX journal_entry_in_order ON journal_entry (situation_id, position)`,
  `CREATE INDEX journal_entry_settled ON journal_entry (situation_id, transaction_id)`,
  `CREATE TABLE journal_payload (
    situation_id int NOT NULL,
    act_id uuid NOT NULL,
    sensitivity smallint NOT NULL CHECK (sensitivity BETWEEN 0 AND 4),
    salt text NOT NULL,
    input jsonb NOT NULL,
    given jsonb NOT NULL,
    result jsonb NOT NULL,
    PRIMARY KEY (situation_id, act_id),
    FOREIGN KEY (situation_id, act_id) REFERENCES journal_entry (situation_id, act_id)
  )`,
  `CREATE TABLE journal_subject (
    situation_id int NOT NULL,
    subject_id uuid NOT NULL,
    act_id uuid NOT NULL,
    PRIMARY KEY (situation_id, subject_id, act_id),
    FOREIGN KEY (situation_id, act_id) REFERENCES journal_entry (situation_id, act_id)
  )`,
  `CREATE INDEX journal_subject_act ON journal_subject (situation_id, act_id)`,
  `CREATE TABLE journal_leaf (
    situation_id int NOT NULL,
    leaf_index bigint NOT NULL CHECK (leaf_index >= 0),
    act_id uuid NOT NULL,
    leaf_hash bytea NOT NULL CHECK (length(leaf_hash) = 32),
    PRIMARY KEY (situation_id, leaf_index),
    UNIQUE (situation_id, act_id),
    FOREIGN KEY (situation_id, act_id) REFERENCES journal_entry (situation_id, act_id)
  )`,
  `CREATE TABLE journal_checkpoint (
    situation_id int NOT NULL,
    tree_size bigint NOT NULL CHECK (tree_size > 0),
    root_hash bytea NOT NULL CHECK (length(root_hash) = 32),
    note text NOT NULL,
    frontier text NOT NULL,
    sealed_to xid8 NOT NULL,
    made_at timestamptz(3) NOT NULL,
    PRIMARY KEY (situation_id, tree_size)
  )`,
  `CREATE TABLE journal_key (
    name text PRIMARY KEY,
    verifier text NOT NULL,
    sealed text NOT NULL,
    made_at timestamptz(3) NOT NULL
  )`,
  `CREATE TABLE held_act (
    situation_id int NOT NULL,
    act_id uuid NOT NULL,
    name text NOT NULL,
    actor_id uuid NOT NULL,
    device text,
    place_id uuid,
    sensitivity smallint NOT NULL CHECK (sensitivity BETWEEN 0 AND 4),
    answer text NOT NULL CHECK (answer IN ('needs-review', 'refused')),
    problem jsonb NOT NULL,
    input jsonb NOT NULL,
    occurred_at timestamptz(3) NOT NULL,
    recorded_at timestamptz(3) NOT NULL,
    mended_by uuid,
    dismissed_at timestamptz(3),
    PRIMARY KEY (situation_id, act_id)
  )`,
  `CREATE INDEX held_act_open ON held_act (situation_id, act_id) WHERE mended_by IS NULL AND dismissed_at IS NULL`,
  `CREATE TABLE number_block (
    situation_id int NOT NULL,
    counter text NOT NULL,
    next bigint NOT NULL DEFAULT 1 CHECK (next > 0),
    PRIMARY KEY (situation_id, counter)
  )`,
  `CREATE TABLE access_log (
    situation_id int NOT NULL,
    id uuid NOT NULL,
    actor_id uuid NOT NULL,
    actor_kind text NOT NULL,
    subject_id uuid,
    query text NOT NULL,
    sensitivity smallint NOT NULL CHECK (sensitivity BETWEEN 0 AND 4),
    at timestamptz(3) NOT NULL,
    PRIMARY KEY (situation_id, id)
  )`,
  `CREATE INDEX access_log_subject ON access_log (situation_id, subject_id, id)`,
]

export const journalComments: Readonly<Record<string, readonly [table: string, columns: Record<string, string>]>> = {
  journal_entry: [
    'One line for each accepted act. Append-only.',
    {
      situation_id: 'The situation; 0 is the house itself.',
      act_id: 'UUIDv7 made where the act was made.',
      position: 'Order of writing inside the database; gaps are possible.',
      transaction_id: 'The database transaction: the sealer takes only what is settled.',
      name: 'The act, as module.verbNoun.',
      kind: 'observation or decision.',
      actor_id: 'Who did it.',
      actor_kind: 'person, program, device or system.',
      device: 'The device that made the act, where it says so.',
      place_id: 'The place where it was allowed.',
      occurred_at: 'When it happened, by the device.',
      recorded_at: 'When the server accepted it.',
      digest: 'SHA-256 over salt and canonical payload, hex.',
    },
  ],
  journal_payload: [
    'What an act said, under a salt; can be erased without breaking the proof.',
    {
      situation_id: 'The situation.',
      act_id: 'The act.',
      sensitivity: 'Rank 0–4: how closely the input is held.',
      salt: '16 random bytes, hex.',
      input: 'The act’s input.',
      given: 'What the server drew for the act.',
      result: 'What the act answered.',
    },
  ],
  journal_subject: [
    'Which records an act is about; a record’s timeline reads it.',
    {
      situation_id: 'The situation.',
      subject_id: 'The record.',
      act_id: 'The act.',
    },
  ],
  journal_leaf: [
    'The place of each entry in the Merkle tree. Append-only.',
    {
      situation_id: 'The situation.',
      leaf_index: 'Position in the tree, from 0 without gaps.',
      act_id: 'The act.',
      leaf_hash: 'RFC 6962 leaf hash.',
    },
  ],
  journal_checkpoint: [
    'Signed tree heads (C2SP tlog-checkpoint). Append-only.',
    {
      situation_id: 'The situation.',
      tree_size: 'Number of leaves.',
      root_hash: 'Merkle root.',
      note: 'The signed note.',
      frontier: 'Right edge of the tree, to go on without reading it again.',
      sealed_to: 'No entry of an older database transaction is left to seal.',
      made_at: 'When it was signed.',
    },
  ],
  journal_key: [
    'The keys that sign checkpoints, sealed under the server’s secret. The newest signs.',
    {
      name: 'Name of the log and its key.',
      verifier: 'What a reader needs to check signatures.',
      sealed: 'The private key, encrypted.',
      made_at: 'When it was made.',
    },
  ],
  held_act: [
    'Acts that were refused or need review: kept until a person mends or dismisses them.',
    {
      situation_id: 'The situation.',
      act_id: 'The act.',
      name: 'The act, as module.verbNoun.',
      actor_id: 'Who sent it.',
      device: 'The sending device.',
      place_id: 'Where, if known.',
      sensitivity: 'Rank 0–4 of the input.',
      answer: 'needs-review or refused.',
      problem: 'Why.',
      input: 'What was entered.',
      occurred_at: 'When it happened, by the device.',
      recorded_at: 'When the server answered.',
      mended_by: 'The act that mended it.',
      dismissed_at: 'When a person set it aside.',
    },
  ],
  number_block: [
    'The next free number of each counter; the server reserves blocks of them.',
    {
      situation_id: 'The situation.',
      counter: 'Name of the counter.',
      next: 'The first number that is not reserved.',
    },
  ],
  access_log: [
    'Who read or received closely held data about whom. Append-only.',
    {
      situation_id: 'The situation.',
      id: 'UUIDv7.',
      actor_id: 'Who read.',
      actor_kind: 'person, program, device or system.',
      subject_id: 'About whom, if one.',
      query: 'The query or export.',
      sensitivity: 'Rank 0–4 of what was read.',
      at: 'When.',
    },
  ],
}
