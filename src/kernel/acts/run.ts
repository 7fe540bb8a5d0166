import type pg from 'pg'
import { requireAllowed } from '../access/allow.ts'
import { type Principal, reach } from '../access/principal.ts'
import { rankOf } from '../access/sensitivity.ts'
import { isUuid, millisecondsOf } from '../ids.ts'
import type { Jobs } from '../jobs/jobs.ts'
import { canonical } from '../journal/canonical.ts'
import { digestOf, newSalt } from '../journal/entry.ts'
import { problem } from '../problems/common.ts'
import { parseInput } from '../problems/input.ts'
import { Problem, type StoredProblem } from '../problems/problem.ts'
import { isTransientFailure, problemOfDatabase } from '../store/failures.ts'
import { inSituation } from '../store/in-situation.ts'
import { kyselyOn } from '../store/on-client.ts'
import type { Row } from '../store/rows.ts'
import { beginText } from '../store/session.ts'
import type { ActAnswer, ActContext, ActEnvelope } from './define.ts'
import { NeedsReview } from './define.ts'
import { hold, storedOutcome } from './held.ts'
import type { Numbers } from './numbers.ts'
import type { ActRegistry, RegisteredAct } from './registry.ts'
import { OpenTransaction } from './transaction.ts'

export interface ActRunnerParts {
  readonly pool: pg.Pool
  readonly registry: ActRegistry
  readonly numbers: Numbers
  readonly jobs: Jobs
  readonly now: () => Date
}

/** An act that has been looked up, checked and given its numbers: ready to be applied in any transaction. */
export interface ReadyAct {
  readonly act: RegisteredAct
  readonly envelope: ActEnvelope
  readonly input: unknown
  readonly context: ActContext<unknown>
  readonly draws: readonly Draw[]
}

export interface Draw {
  readonly counter: string
  readonly first: number
  readonly count: number
}

const attempts = 4
/** A device's clock may run ahead by this much; past it the time it gives cannot be believed. */
const clockTolerance = 24 * 3600 * 1000

/** Runs acts: look up, check, draw, apply, journal, commit, answer. Every write of the product passes here. */
export class ActRunner {
  readonly parts: ActRunnerParts

  constructor(parts: ActRunnerParts) {
    this.parts = parts
  }

  /** One act, one transaction. Refusals are answers, not errors; what is thrown is a fault or an unreadable envelope. */
  async submit(envelope: ActEnvelope, principal: Principal): Promise<ActAnswer> {
    const act = this.parts.registry.get(envelope.name)
    checkEnvelope(envelope, act, this.parts.now())
    if (reach(principal, envelope.situation, act.allow.permission) < 0) {
      return refused(
        envelope,
        this.parts.now(),
        problem('access.not-allowed', { permission: act.allow.permission }),
        false,
      )
    }
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#attempt(act, envelope, principal)
      } catch (failure) {
        if (!isTransientFailure(failure) || attempt === attempts) throw failure
        await new Promise(resolve => setTimeout(resolve, 20 * 4 ** attempt))
      }
    }
  }

  async #attempt(act: RegisteredAct, envelope: ActEnvelope, principal: Principal): Promise<ActAnswer> {
    let ready: ReadyAct
    try {
      ready = await this.ready(envelope, principal)
    } catch (failure) {
      return this.#refuse(act, envelope, principal, failure)
    }
    try {
      return await this.#commit(act, ready, principal)
    } catch (failure) {
      // The connection is back in the pool by now: finding the stored outcome takes one, and many acts that held one each
      // while they waited for another would wait for ever.
      return await this.#refuse(act, envelope, principal, failure)
    }
  }

  async #commit(act: RegisteredAct, ready: ReadyAct, principal: Principal): Promise<ActAnswer> {
    const { envelope } = ready
    const client = await this.parts.pool.connect()
    let broken: Error | undefined
    try {
      const begun = client.query(beginText(scopeOf(envelope, principal, act), 'read write'))
      begun.catch(() => {})
      const tx = new OpenTransaction(client)
      const result = await this.applyIn(tx, ready, principal)
      for (const job of tx.takeJobs()) await this.parts.jobs.sendIn(client, job)
      await begun
      await tx.finish()
      return { id: envelope.id, answer: 'accepted', recordedAt: ready.context.recordedAt, result }
    } catch (failure) {
      await client.query('ROLLBACK').catch((lost: Error) => {
        broken = lost
      })
      throw failure
    } finally {
      client.release(broken)
    }
  }

  /** Looks up and checks an envelope, and draws what the act needs. Throws a Problem. */
  async ready(envelope: ActEnvelope, principal: Principal): Promise<ReadyAct> {
    const act = this.parts.registry.get(envelope.name)
    const input = parseInput(act.input, envelope.input)
    const recordedAt = this.parts.now().toISOString()
    const occurredAt = envelope.occurredAt ? new Date(envelope.occurredAt).toISOString() : recordedAt
    const draws: Draw[] = []
    const draw = async (counter: string, count: number) => {
      const first = await this.parts.numbers.draw(envelope.situation, counter, count)
      draws.push({ counter, first, count })
      return first
    }
    const base = { situation: envelope.situation, actor: principal.id, occurredAt, recordedAt }
    const given = act.prepare ? await act.prepare({ ...base, draw }, input) : {}
    const context = { ...base, id: envelope.id, name: envelope.name, today: recordedAt.slice(0, 10), given }
    return { act, envelope, input, context, draws }
  }

  /** Applies a ready act inside an open transaction and gathers its journal rows. The caller commits. */
  async applyIn(tx: OpenTransaction, ready: ReadyAct, principal: Principal): Promise<unknown> {
    const { act, envelope, input, context } = ready
    const places = await requireAllowed(act.allow, principal, envelope.situation, input, tx)
    const result = await act.apply(tx, input, context)
    if (envelope.mends) {
      await tx
        .on<{ held_act: { situation_id: number; act_id: string; mended_by: string | null } }>()
        .updateTable('held_act')
        .set({ mended_by: envelope.id })
        .where('situation_id', '=', envelope.situation)
        .where('act_id', '=', envelope.mends)
        .where('mended_by', 'is', null)
        .execute()
    }
    const payload = { input, given: { value: context.given, draws: ready.draws }, result: result ?? {} }
    const salt = newSalt()
    const key = { situation_id: envelope.situation, act_id: envelope.id }
    tx.insert('journal_entry', {
      ...key,
      name: act.name,
      kind: act.kind,
      actor_id: principal.id,
      actor_kind: principal.kind,
      device: envelope.device ?? null,
      place_id: places[0] && isUuid(places[0]) ? places[0] : null,
      occurred_at: context.occurredAt,
      recorded_at: context.recordedAt,
      digest: digestOf(salt, payload),
    })
    tx.insert('journal_payload', {
      ...key,
      sensitivity: rankOf(act.sensitivityOf?.(input) ?? act.sensitivity),
      salt,
      ...(payload as Row),
    })
    tx.insert(
      'journal_subject',
      tx.takeSubjects().map(subject => ({ ...key, subject_id: subject })),
    )
    return result
  }

  /** What to answer when an act did not go through: the stored outcome if there is one, else a refusal that is kept. */
  async #refuse(act: RegisteredAct, envelope: ActEnvelope, principal: Principal, failure: unknown): Promise<ActAnswer> {
    const stored = await storedOutcome(this.parts.pool, envelope)
    if (stored?.answer === 'already-accepted') {
      const same = canonical(stored.input) === canonical(parsedOrRaw(act, envelope.input))
      if (!same) return refused(envelope, this.parts.now(), problem('act.id-reused'), false)
      return { id: envelope.id, answer: 'already-accepted', recordedAt: stored.recordedAt, result: stored.result }
    }
    if (stored)
      return {
        id: envelope.id,
        answer: stored.answer,
        recordedAt: stored.recordedAt,
        problem: stored.problem,
        kept: true,
      }
    const review = failure instanceof NeedsReview
    const found = review
      ? Problem.from(failure.problem)
      : failure instanceof Problem
        ? failure
        : await this.#explained(act, envelope, problemOfDatabase(failure))
    if (!found) throw failure
    const now = this.parts.now()
    // A conflict is always kept, whoever sends it: somebody's observation would be lost otherwise.
    const kept = review || (envelope.keep !== false && found.status !== 403 && isKeepable(envelope.input))
    const answer = review ? 'needs-review' : 'refused'
    if (kept) await hold(this.parts.pool, act, envelope, principal, answer, found.toJSON(), now)
    if (review) return { id: envelope.id, answer, recordedAt: now.toISOString(), problem: found.toJSON(), kept }
    return refused(envelope, now, found, kept)
  }

  /** A broken constraint knows its code; the act knows which places of the input it means. */
  async #explained(
    act: RegisteredAct,
    envelope: ActEnvelope,
    found: Problem | undefined,
  ): Promise<Problem | undefined> {
    const { explain } = act
    if (!found || !explain) return found
    const input = parseInput(act.input, envelope.input)
    const fields = await inSituation(this.parts.pool, envelope.situation, client =>
      explain(kyselyOn(client), found, input, envelope.situation),
    )
    return new Problem(found.code, found.status, found.details, fields)
  }
}

function refused(envelope: ActEnvelope, now: Date, found: Problem, kept: boolean): ActAnswer {
  const stored: StoredProblem = found.toJSON()
  return { id: envelope.id, answer: 'refused', recordedAt: now.toISOString(), problem: stored, kept }
}

/** Defaults filled in by the schema are part of the stored input, so the comparison must fill them in too. */
function parsedOrRaw(act: RegisteredAct, input: unknown): unknown {
  const parsed = act.input.safeParse(input)
  return parsed.success ? JSON.parse(JSON.stringify(parsed.data)) : input
}

/** Of a size and a depth that a person could have entered. */
function isKeepable(input: unknown): boolean {
  if (typeof input !== 'object' || input === null) return false
  try {
    return JSON.stringify(input).length <= 262_144
  } catch {
    // Nested so deeply that it cannot be written: nobody's entry.
    return false
  }
}

function scopeOf(envelope: ActEnvelope, principal: Principal, act: RegisteredAct) {
  return {
    situation: envelope.situation,
    sensitivity: Math.max(0, reach(principal, envelope.situation, act.allow.permission)),
  }
}

function checkEnvelope(envelope: ActEnvelope, act: RegisteredAct, now: Date): void {
  if (!isUuid(envelope.id) || envelope.id[14] !== '7') throw problem('act.bad-id')
  if ((act.scope === 'house') !== (envelope.situation === 0)) throw problem('record.not-found', { record: 'situation' })
  const latest = now.getTime() + clockTolerance
  const occurred = envelope.occurredAt === undefined ? now.getTime() : Date.parse(envelope.occurredAt)
  if (!(occurred <= latest) || occurred < Date.UTC(1990, 0, 1) || millisecondsOf(envelope.id) > latest)
    throw problem('act.clock')
}
