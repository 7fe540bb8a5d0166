import type { Mapping } from './fields.ts'

export interface ImportSettings {
  readonly site?: string | undefined
  readonly origin?: string | undefined
  readonly arrivedOn?: string | undefined
  readonly calendar?: 'gregory' | 'islamic-umalqura' | 'persian' | 'ethiopic' | undefined
  readonly dayOrder?: 'dmy' | 'mdy' | undefined
  readonly encoding?: string | undefined
  readonly sheet?: string | undefined
}

export const importStatuses = [
  'checking',
  'checked',
  'accepting',
  'accepted',
  'refused',
  'failed',
  'cancelled',
] as const
export type ImportStatus = (typeof importStatuses)[number]

export interface ImportRun {
  situation_id: number
  id: string
  file: string
  file_name: string
  kind: 'table' | 'errf'
  status: ImportStatus
  settings: ImportSettings
  mapping: Mapping | null
  found: {
    format?: string
    encoding?: string
    sheets?: readonly string[]
    header?: readonly string[]
    hxl?: readonly string[]
  } | null
  rows: number
  households: number
  people: number
  problems: number
  warnings: number
  done: number
  added: number
  known: number
  failure: { code: string; details: Record<string, unknown> } | null
  cancel: boolean
  made_by: string
  made_at: string
  finished_at: string | null
}

export interface ExchangeTables {
  import_run: ImportRun
  import_row: {
    situation_id: number
    import_id: string
    reference: string
    line: number
    data: unknown
    document_key: string | null
  }
  import_problem: {
    situation_id: number
    import_id: string
    position: number
    line: number
    column_name: string
    code: string
    severity: 'error' | 'warning'
    details: Record<string, unknown>
  }
}

export const exchangeDdl: readonly string[] = [
  `CREATE TABLE import_run (
    situation_id int NOT NULL REFERENCES situation (id),
    id uuid NOT NULL,
    file text NOT NULL,
    file_name text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('table', 'errf')),
    status text NOT NULL CHECK (status IN ('checking', 'checked', 'accepting', 'accepted', 'refused', 'failed', 'cancelled')),
    settings jsonb NOT NULL,
    mapping jsonb,
    found jsonb,
    rows int NOT NULL DEFAULT 0,
    households int NOT NULL DEFAULT 0,
    people int NOT NULL DEFAULT 0,
    problems int NOT NULL DEFAULT 0,
    warnings int NOT NULL DEFAULT 0,
    done int NOT NULL DEFAULT 0,
    added int NOT NULL DEFAULT 0,
    known int NOT NULL DEFAULT 0,
    failure jsonb,
    cancel boolean NOT NULL DEFAULT false,
    made_by uuid NOT NULL,
    made_at timestamptz(3) NOT NULL,
    finished_at timestamptz(3),
    PRIMARY KEY (situation_id, id)
  )`,
  `CREATE TABLE import_row (
    situation_id int NOT NULL,
    import_id uuid NOT NULL,
    reference text COLLATE "C" NOT NULL,
    line int NOT NULL,
    data jsonb NOT NULL,
    document_key text,
    PRIMARY KEY (situation_id, import_id, reference, line),
    CONSTRAINT import_row_run_fkey FOREIGN KEY (situation_id, import_id) REFERENCES import_run (situation_id, id)
  )`,
  `CREATE TABLE import_problem (
    situation_id int NOT NULL,
    import_id uuid NOT NULL,
    position int NOT NULL,
    line int NOT NULL,
    column_name text NOT NULL,
    code text NOT NULL,
    severity text NOT NULL CHECK (severity IN ('error', 'warning')),
    details jsonb NOT NULL,
    PRIMARY KEY (situation_id, import_id, position),
    CONSTRAINT import_problem_run_fkey FOREIGN KEY (situation_id, import_id) REFERENCES import_run (situation_id, id)
  )`,
]

export const exchangeComments: Readonly<Record<string, readonly [table: string, columns: Record<string, string>]>> = {
  import_run: [
    'A file of people that was brought in, checked, and taken in or not.',
    {
      situation_id: 'The situation.',
      id: 'UUIDv7.',
      file: 'Name of the spooled file.',
      file_name: 'Name as the person knows it.',
      kind: 'table or errf.',
      status: 'checking, checked, accepting, accepted, refused, failed or cancelled.',
      settings: 'Defaults and how dates are read.',
      mapping: 'Field of each column.',
      found: 'What the file turned out to be.',
      rows: 'Rows read.',
      households: 'Households in it.',
      people: 'People in it.',
      problems: 'Wrong cells and rows.',
      warnings: 'Cells and rows to look at.',
      done: 'Rows worked off in the present step.',
      added: 'Households taken in.',
      known: 'Households that were there already.',
      failure: 'Why it failed.',
      cancel: 'Somebody asked to stop.',
      made_by: 'Who brought it.',
      made_at: 'When.',
      finished_at: 'When the last step ended.',
    },
  ],
  import_row: [
    'Rows of a file between check and acceptance; emptied afterwards.',
    {
      situation_id: 'The situation.',
      import_id: 'The import.',
      reference: 'The household in the file.',
      line: 'Line or row in the file.',
      data: 'What was understood.',
      document_key: 'Document, for finding it twice.',
    },
  ],
  import_problem: [
    'What is wrong in a file, cell by cell.',
    {
      situation_id: 'The situation.',
      import_id: 'The import.',
      position: 'Order.',
      line: 'Line or row in the file.',
      column_name: 'Header of the column.',
      code: 'Problem code.',
      severity: 'error keeps the file out; warning does not.',
      details: 'For its words.',
    },
  ],
}
