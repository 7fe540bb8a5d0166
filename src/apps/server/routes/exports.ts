import { existsSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'
import { grantsFor } from '../../../kernel/access/principal.ts'
import { readTable, writeCsv } from '../../../kernel/formats/index.ts'
import { isUuid } from '../../../kernel/ids.ts'
import { problem } from '../../../kernel/problems/common.ts'
import { invalid } from '../../../kernel/problems/input.ts'
import type { Words } from '../../../kernel/words/index.ts'
import { exchangeProblem, readAreas } from '../../../modules/exchange/index.ts'
import { exportInput, openExport } from '../../exports/exports.ts'
import { localeOf } from '../asker.ts'
import { uploadPath } from '../files/uploads.ts'
import type { ServerParts } from '../parts.ts'
import { problemBody } from '../problem-answer.ts'
import { inputOfQueryString, type QueryString } from '../query-input.ts'

interface Faults {
  problems: {
    line: number
    column: string
    code: string
    severity: string
    details: Record<string, string | number | boolean>
  }[]
  next: number | null
}

/** Files that leave: exports by name, and what is wrong in a file that came. */
export function addExportRoutes(server: FastifyInstance, parts: ServerParts): void {
  server.get<{ Params: { name: string }; Querystring: QueryString }>('/api/exports/:name', async (request, reply) => {
    const asker = await parts.askers.require(request, reply)
    const { name } = request.params
    const options = inputOfQueryString(exportInput(parts.house, name), request.query)
    const situation = situationOf(request.query.situation)
    const made = await openExport(parts.house, name, situation, asker.principal, options)
    return reply
      .type(made.mediaType)
      .header('cache-control', 'no-store')
      .header('content-disposition', `attachment; filename="${made.fileName}"`)
      .send(made.stream)
  })

  /** Areas in a file that was uploaded, with what is wrong in it; a screen then sends `situation.importAreas`. */
  server.get<{ Params: { situation: string; file: string } }>(
    '/api/imports/:situation/areas/:file',
    async (request, reply) => {
      const asker = await parts.askers.require(request, reply)
      const situation = situationOf(request.params.situation)
      const { file } = request.params
      const permission = 'manage-sites'
      if (grantsFor(asker.principal, situation, permission).length === 0)
        throw problem('access.not-allowed', { permission })
      const path = isUuid(file) ? uploadPath(parts.options.dataFolder, file) : ''
      if (!existsSync(path)) throw exchangeProblem('exchange.file-missing')
      const { areas, problems } = await readAreas(await readTable(path), situation)
      const words = parts.words(localeOf(request))
      const said = problems.slice(0, 200).map(fault => {
        const { title } = problemBody({ ...fault, details: fault.details ?? {}, status: 422, fields: [] }, words)
        return { line: fault.line, column: fault.column, code: fault.code, message: title }
      })
      return { areas, problems: said, count: problems.length }
    },
  )

  server.get<{ Params: { situation: string; import: string } }>(
    '/api/imports/:situation/:import/problems.csv',
    async (request, reply) => {
      const asker = await parts.askers.require(request, reply)
      const situation = situationOf(request.params.situation)
      const id = request.params.import
      if (!isUuid(id)) throw problem('record.not-found', { record: 'import' })
      if (grantsFor(asker.principal, situation, 'import').length === 0)
        throw problem('access.not-allowed', { permission: 'import' })
      const words = parts.words(localeOf(request))
      const first = await faultsOf(parts, asker.principal, situation, id, 0)
      async function* rows() {
        for (let page = first; ; ) {
          for (const fault of page.problems) yield lineOf(fault, words)
          if (page.next === null) return
          page = await faultsOf(parts, asker.principal, situation, id, page.next)
        }
      }
      const header = (key: string) => ({ header: words.t(`exchange.fault.${key}`) })
      const columns = [
        { ...header('line'), kind: 'number' as const },
        header('column'),
        header('severity'),
        header('problem'),
        header('code'),
      ]
      return reply
        .type('text/csv; charset=utf-8')
        .header('cache-control', 'no-store')
        .header('content-disposition', 'attachment; filename="problems.csv"')
        .send(writeCsv(columns, rows()))
    },
  )
}

async function faultsOf(
  { house }: ServerParts,
  principal: Parameters<typeof house.queries.ask>[3],
  situation: number,
  id: string,
  after: number,
): Promise<Faults> {
  return (await house.queries.ask('exchange.importProblems', situation, { import: id, after }, principal)) as Faults
}

function lineOf(fault: Faults['problems'][number], words: Words) {
  const { line, column, severity, code, details } = fault
  const { title } = problemBody({ code, status: 422, details, fields: [] }, words)
  return [line, column, words.t(`exchange.severity.${severity}`), title, code] as const
}

function situationOf(given: string | string[] | undefined): number {
  if (given === undefined) throw invalid([{ path: 'situation', code: 'input.required' }])
  if (typeof given !== 'string' || !/^\d{1,10}$/.test(given) || Number(given) > 2_147_483_647)
    throw invalid([{ path: 'situation', code: 'input.bad-format' }])
  return Number(given)
}
