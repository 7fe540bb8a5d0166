import { existsSync } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Principal } from '../../kernel/access/principal.ts'
import type { ActRunner } from '../../kernel/acts/run.ts'
import type { JobContext, JobHandler } from '../../kernel/jobs/jobs.ts'
import { Problem } from '../../kernel/problems/problem.ts'
import { isTransientFailure, problemOfDatabase } from '../../kernel/store/failures.ts'
import { applyImport } from './apply.ts'
import { checkErrf, checkTable } from './check.ts'
import { problem } from './problems.ts'
import { RunStore, Stopped } from './run-store.ts'

export interface ExchangeParts {
  readonly acts: ActRunner
  /** Where uploads are spooled. */
  readonly uploads: string
  /** The rights of who brought the file, as they are when the work is done. */
  readonly principalOf: (account: string) => Promise<Principal>
}

/** The long work of imports, off the queue: it survives a closed tab and a restart, and can be cancelled. */
export function exchangeJobs(parts: ExchangeParts): Readonly<Record<string, JobHandler>> {
  const { pool, now } = parts.acts.parts
  const storeOf = (data: Parameters<JobHandler>[0]) => new RunStore(pool, Number(data.situation), String(data.import))
  return {
    async 'exchange.check'(data, context) {
      const run = storeOf(data)
      await guarded(run, 'checking', context, async record => {
        const path = uploadPath(parts.uploads, record.file)
        if (!existsSync(path)) throw problem('exchange.file-missing')
        const check = (await isXml(path)) ? checkErrf : checkTable
        await check(run, record, { pool, path, today: now().toISOString().slice(0, 10), signal: context.signal })
      })
    },
    async 'exchange.apply'(data, context) {
      const run = storeOf(data)
      await guarded(run, 'accepting', context, async record => {
        const { added, known } = await applyImport(
          run,
          parts.acts,
          await parts.principalOf(record.made_by),
          context.signal,
        )
        await run.set({ status: 'accepted', added, known, done: record.people, finished_at: now().toISOString() })
        await run.clear()
        await rm(uploadPath(parts.uploads, record.file), { force: true })
      })
    },
    async 'exchange.clear'(data) {
      const run = storeOf(data)
      const record = await run.get()
      await run.clear()
      await rm(uploadPath(parts.uploads, record.file), { force: true })
    },
  }
}

/** Whether a file is XML and no web page, by its first characters; its name is never asked. */
async function isXml(path: string): Promise<boolean> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2048), 0, 2048, 0)
    // Without the zeros of UTF-16 and the marks of either.
    const head = buffer.toString('latin1', 0, bytesRead).replace(/\0|^(?:ÿþ|þÿ|ï»¿)/g, '')
    return /^\s*<(?:\?xml|[A-Za-z_][\w.-]*[:\s>])/.test(head) && !/<(?:!doctype\s+)?html/i.test(head)
  } finally {
    await file.close()
  }
}

export function uploadPath(uploads: string, file: string): string {
  return join(uploads, file.replace(/[^A-Za-z0-9_-]/g, ''))
}

/** Notes how the work ended. What a person can mend is kept as the failure's code; the rest is thrown for another try. */
async function guarded(
  run: RunStore,
  expected: 'checking' | 'accepting',
  context: JobContext,
  work: (record: Awaited<ReturnType<RunStore['get']>>) => Promise<void>,
): Promise<void> {
  const record = await run.get()
  if (record.status !== expected) return
  try {
    await work(record)
  } catch (failure) {
    const finished_at = new Date().toISOString()
    if (failure instanceof Stopped) {
      if (failure.by === 'server') throw failure
      await run.clear()
      await run.set({ status: 'cancelled', finished_at })
      return
    }
    const found = failure instanceof Problem ? failure : problemOfDatabase(failure)
    if (!found && (isTransientFailure(failure) || context.signal.aborted)) throw failure
    const first = found?.fields[0]
    await run.set({
      status: 'failed',
      finished_at,
      failure: {
        code: first?.code ?? found?.code ?? 'server.fault',
        details: { ...(first?.details ?? found?.details ?? {}) },
      },
    })
    if (!found) throw failure
  }
}
