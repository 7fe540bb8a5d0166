import type pg from 'pg'
import { readTable } from '../../kernel/formats/index.ts'
import { parseInput } from '../../kernel/problems/input.ts'
import { type FieldProblem, Problem } from '../../kernel/problems/problem.ts'
import { inSituation } from '../../kernel/store/in-situation.ts'
import { checkHousehold, checkLevel, foldNumber, RegisterHousehold } from '../registration/index.ts'
import { readErrf } from './errf/index.ts'
import { type ImportFieldName, importFieldNames, type Mapping } from './fields.ts'
import { householdOfCase } from './from-errf.ts'
import { formReaders } from './from-errf-person.ts'
import { assemble, envelopeOf } from './households.ts'
import { recogniseColumns } from './mapping.ts'
import { problem } from './problems.ts'
import { cellReaders } from './readers.ts'
import { foldSite, rowReader } from './rows.ts'
import { paced, type RunStore } from './run-store.ts'
import { inChunks, knownActs, Stage, stagedHouseholds } from './stage.ts'
import type { ImportedHousehold, RowProblem, Staged, StagedRow } from './staged.ts'
import type { ImportRun } from './tables.ts'

export interface CheckParts {
  readonly pool: pg.Pool
  readonly path: string
  readonly today: string
  readonly signal: AbortSignal
}

/**
 * Reads the whole file and says everything that is wrong with it, before anything of it is taken in: first cell by cell,
 * then household by household with the registration's own rules. Afterwards the run is `checked`, with counts.
 */
export async function checkTable(run: RunStore, record: ImportRun, parts: CheckParts): Promise<void> {
  const progress = paced(run, parts.signal)
  await run.clear()
  const reader = await readTable(parts.path, {
    ...only('encoding', record.settings.encoding),
    ...only('sheet', record.settings.sheet),
  })
  const mapping = record.mapping ?? recogniseColumns(reader.header, reader.hxl)
  await run.set({
    kind: 'table',
    mapping: JSON.stringify(mapping),
    found: {
      format: reader.format,
      encoding: reader.encoding,
      sheets: reader.sheets,
      header: reader.header,
      hxl: reader.hxl,
    },
    rows: 0,
    households: 0,
    people: 0,
    problems: 0,
    done: 0,
  })
  if (!mapping.some(field => field === 'fullName' || field === 'givenName' || field === 'familyName'))
    throw problem('exchange.no-name-column')
  const stage = new Stage(parts.pool, run.situation, run.id)
  const readRow = rowReader({
    today: parts.today,
    header: reader.header,
    mapping,
    read: await cellReaders(reader, mapping),
    sites: await openSites(parts.pool, run.situation, parts.today),
    defaults: record.settings,
    calendar: record.settings.calendar,
    dayOrder: record.settings.dayOrder,
  })
  let rows = 0
  for await (const { line, cells, problems } of reader.rows()) {
    rows++
    const read = readRow(line, cells)
    const found = [
      ...problems.map(fault => ({ line, column: '', code: fault.code, details: fault.details })),
      ...read.problems,
    ]
    await stage.wrong(found)
    await stage.add(read.row, documentKeyOf(read.row))
    await progress(rows)
  }
  await stage.flush()
  await finishCheck(run, stage, parts, rows, mapping, reader.header)
}

/** As `checkTable`, for a resettlement referral file: every case is a household. */
export async function checkErrf(run: RunStore, record: ImportRun, parts: CheckParts): Promise<void> {
  const progress = paced(run, parts.signal)
  await run.clear()
  const found = { format: 'errf', encoding: 'utf-8', sheets: [], header: [], hxl: [] }
  await run.set({ kind: 'errf', mapping: null, found, rows: 0, households: 0, people: 0, problems: 0, done: 0 })
  const stage = new Stage(parts.pool, run.situation, run.id)
  const setting = { read: await formReaders(), defaults: record.settings }
  let people = 0
  for await (const item of readErrf(parts.path, { today: parts.today })) {
    const { household, problems } = householdOfCase(item, setting)
    await stage.wrong(problems)
    await stage.add({ line: item.line, reference: household.reference.slice(0, 60), whole: household }, null)
    people += item.individuals.length
    await progress(people)
  }
  await stage.flush()
  await finishCheck(run, stage, parts, people, [], [])
}

/** The second half, the same for every kind of file: whole households against the registration's rules and the records. */
export async function finishCheck(
  run: RunStore,
  stage: Stage,
  parts: CheckParts,
  rows: number,
  mapping: Mapping,
  header: readonly string[],
): Promise<void> {
  const progress = paced(run, parts.signal)
  await stage.wrong(await documentsTwice(run))
  let households = 0
  let people = 0
  let known = 0
  for await (const chunk of inChunks(stagedHouseholds(parts.pool, run.situation, run.id), 200)) {
    const checked = chunk.map(staged => checkOne(run.situation, staged, parts.today))
    const good = checked.filter(one => one.problems.length === 0)
    const acts = await knownActs(
      parts.pool,
      run.situation,
      good.map(one => one.envelope),
      envelope => envelope.input,
    )
    const taken = await documentsTaken(
      parts.pool,
      run.situation,
      good.filter(one => !acts.has(one.envelope.id)),
    )
    for (const one of checked) {
      households++
      people += one.household.lines.length
      const before = acts.get(one.envelope.id)
      if (before?.same) known++
      const fields = [...one.problems]
      if (before && !before.same) fields.push({ path: 'id', code: 'exchange.already-imported-otherwise' })
      fields.push(...(taken.get(one.envelope.id) ?? []))
      await stage.wrong(fields.map(field => atCell(field, one.household, mapping, header)))
    }
    await progress(people)
  }
  await stage.flush()
  await run.set({
    status: 'checked',
    rows,
    households,
    people,
    known,
    problems: stage.problems,
    warnings: stage.warnings,
    done: people,
    finished_at: new Date().toISOString(),
  })
}

interface Checked {
  household: ImportedHousehold
  envelope: ReturnType<typeof envelopeOf>
  parsed: RegisterHousehold | undefined
  problems: FieldProblem[]
}

function checkOne(situation: number, staged: readonly Staged[], today: string): Checked {
  const household = assemble(staged)
  const envelope = envelopeOf(situation, household)
  try {
    const parsed = parseInput(RegisterHousehold, envelope.input)
    const problems = [...checkHousehold(parsed, today), ...checkLevel(parsed, today)]
    return { household, envelope: { ...envelope, input: JSON.parse(JSON.stringify(parsed)) }, parsed, problems }
  } catch (failure) {
    if (failure instanceof Problem) return { household, envelope, parsed: undefined, problems: [...failure.fields] }
    throw failure
  }
}

/** Where in the file a field of the household stands: the member's line and the header of the column that filled it. */
function atCell(
  field: FieldProblem,
  household: ImportedHousehold,
  mapping: Mapping,
  header: readonly string[],
): RowProblem {
  const [, member, name = field.path] = /^members\.(\d+)\.?(.*)$/.exec(field.path) ?? []
  const line = household.lines[Number(member ?? 0)] ?? household.lines[0] ?? 0
  const wanted = fieldsOf(name)
  const index = mapping.findIndex(mapped => mapped !== null && wanted.includes(mapped))
  return {
    line,
    column: [household.people?.[Number(member ?? 0)], header[index] ?? wanted[0] ?? name].filter(Boolean).join(' '),
    code: field.code,
    ...(field.details ? { details: field.details } : {}),
  }
}

const filledBy: Readonly<Record<string, readonly ImportFieldName[]>> = {
  names: ['fullName', 'givenName', 'fatherName', 'grandfatherName', 'familyName'],
  birth: ['birthDate', 'age'],
  documents: ['documentNumber'],
  languages: ['language'],
  employment: ['occupation'],
  externalNumber: ['household'],
  id: ['household'],
  members: ['relationship'],
}

function fieldsOf(path: string): readonly ImportFieldName[] {
  const first = path.split('.')[0] ?? ''
  return filledBy[first] ?? importFieldNames.filter(name => name === first)
}

export function documentKeyOf(row: StagedRow): string | null {
  const [document] = (row.member.documents as { kind: string; country: string; number: string }[] | undefined) ?? []
  return document ? `${document.kind}|${document.country}|${foldNumber(document.number)}` : null
}

async function documentsTwice(run: RunStore): Promise<RowProblem[]> {
  const { rows } = await run.query<{ line: number; first: number }>(
    `SELECT line, first FROM (
       SELECT line, min(line) OVER (PARTITION BY document_key) AS first FROM import_row WHERE situation_id = $1 AND import_id = $2 AND document_key IS NOT NULL
     ) AS keyed WHERE line > first ORDER BY line LIMIT 10000`,
    [],
  )
  return rows.map(row => ({
    line: row.line,
    column: 'documentNumber',
    code: 'exchange.document-twice',
    details: { first: row.first },
  }))
}

async function documentsTaken(
  pool: pg.Pool,
  situation: number,
  checked: readonly Checked[],
): Promise<Map<string, FieldProblem[]>> {
  const keys = checked.flatMap(one =>
    (one.parsed?.members ?? []).flatMap((member, index) =>
      member.documents.map(document => ({
        act: one.envelope.id,
        index,
        folded: foldNumber(document.number),
        country: document.country,
        kind: document.kind,
      })),
    ),
  )
  const found = new Map<string, FieldProblem[]>()
  if (keys.length === 0) return found
  const { rows } = await inSituation(pool, situation, client =>
    client.query<{ folded: string; country: string; kind: string }>({
      text: 'SELECT folded, country, kind FROM identity_document WHERE situation_id = $1 AND folded = ANY($2::text[])',
      values: [situation, keys.map(key => key.folded)],
    }),
  )
  const taken = new Set(rows.map(row => `${row.kind}|${row.country}|${row.folded}`))
  for (const key of keys) {
    if (!taken.has(`${key.kind}|${key.country}|${key.folded}`)) continue
    const list = found.get(key.act) ?? []
    list.push({ path: `members.${key.index}.documents`, code: 'registration.document-number-taken' })
    found.set(key.act, list)
  }
  return found
}

async function openSites(pool: pg.Pool, situation: number, today: string): Promise<Map<string, string>> {
  const { rows } = await inSituation(pool, situation, client =>
    client.query<{ id: string; code: string; name: string }>({
      text: 'SELECT id, code, name FROM site WHERE situation_id = $1 AND (closed_on IS NULL OR closed_on > $2)',
      values: [situation, today],
    }),
  )
  return new Map(
    rows.flatMap(site => [
      [foldSite(site.name), site.id] as const,
      [foldSite(site.code), site.id] as const,
      [site.id, site.id] as const,
    ]),
  )
}

function only<Key extends string>(key: Key, value: string | undefined): { [K in Key]?: string } {
  return (value === undefined ? {} : { [key]: value }) as { [K in Key]?: string }
}
