import type { ActEnvelope } from '../../../../kernel/acts/define.ts'
import { type ActReply, type Api, RequestFailed, type ShownProblem } from '../data/api.tsx'
import type { Vault } from './vault.ts'

const BOX = 'outbox'
const FIRST_PAUSE = 4_000
const LONGEST_PAUSE = 60_000

export type OutboxState = 'waiting' | 'accepted' | 'needs-review' | 'refused'

export interface OutboxEntry {
  readonly envelope: ActEnvelope
  /** What a person knows it by, such as the name of a household's representative. */
  readonly label: string
  readonly state: OutboxState
  readonly addedAt: number
  readonly problem?: ShownProblem
  readonly result?: unknown
}

/** The server's answer, or `waiting`: kept on this device, to be sent again under the same id. */
export type Delivery<Result> = ActReply<Result> | { readonly answer: 'waiting'; readonly id: string }

interface OutboxParts {
  readonly api: Pick<Api, 'send'>
  readonly vault: Vault | undefined
  /** Whose outbox: one lock per user keeps two tabs from sending the same entry at once. */
  readonly owner: string
  readonly onAnswer?: (entry: OutboxEntry) => void
}

/**
 * Acts on their way to the server. Each is written to the vault before it is sent, and leaves it only with an answer, so
 * that a lost connection or a closed tab loses nothing. The same id is sent each time: the server applies it once.
 */
export class Outbox {
  readonly #parts: OutboxParts
  readonly #listeners = new Set<() => void>()
  #entries: readonly OutboxEntry[] = []
  #timer: ReturnType<typeof setTimeout> | undefined
  #pause = FIRST_PAUSE
  #stopped = false

  constructor(parts: OutboxParts) {
    this.#parts = parts
  }

  /** False where what waits would be lost with the tab. */
  get durable(): boolean {
    return this.#parts.vault !== undefined
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly snapshot = (): readonly OutboxEntry[] => this.#entries

  /** Reads what an earlier tab left and begins to send it. */
  async start(): Promise<void> {
    const kept = (await this.#parts.vault?.list<OutboxEntry>(BOX)) ?? []
    this.#set([...kept.map(({ value }) => value).sort((a, b) => a.addedAt - b.addedAt), ...this.#entries])
    globalThis.addEventListener?.('online', this.#wake)
    if (this.#waiting().length > 0) void this.flush()
  }

  stop(): void {
    this.#stopped = true
    clearTimeout(this.#timer)
    globalThis.removeEventListener?.('online', this.#wake)
  }

  /** Sends one act now. When the server cannot be reached it stays in the outbox. @throws RequestFailed for other problems. */
  async deliver<Result>(envelope: ActEnvelope, label: string): Promise<Delivery<Result>> {
    const entry: OutboxEntry = { envelope, label, state: 'waiting', addedAt: Date.now() }
    await this.#parts.vault?.put(BOX, envelope.id, entry)
    this.#set([...this.#entries, entry])
    try {
      const reply = await this.#locked(() => this.#parts.api.send<Result>(envelope))
      await this.forget(envelope.id)
      return reply
    } catch (failure) {
      if (failure instanceof RequestFailed && failure.passing) {
        this.#later()
        return { answer: 'waiting', id: envelope.id }
      }
      await this.forget(envelope.id)
      throw failure
    }
  }

  /** Tries everything that waits, in order, until one cannot be sent. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer)
    for (const entry of this.#waiting()) {
      if (this.#stopped) return
      try {
        const reply = await this.#locked(async () => {
          // Another tab may have sent it while this one waited for the lock.
          const kept = this.#parts.vault
            ? await this.#parts.vault.get<OutboxEntry>(BOX, entry.envelope.id)
            : { value: entry }
          return kept?.value.state === 'waiting' ? this.#parts.api.send(entry.envelope) : undefined
        })
        this.#pause = FIRST_PAUSE
        if (reply) await this.#settle(entry, reply)
        else await this.forget(entry.envelope.id)
      } catch (failure) {
        if (failure instanceof RequestFailed && !failure.passing && failure.problem && failure.problem.status !== 401) {
          await this.#settle(entry, { answer: 'refused', id: entry.envelope.id, problem: failure.problem })
          continue
        }
        this.#later()
        return
      }
    }
  }

  async forget(id: string): Promise<void> {
    await this.#parts.vault?.remove(BOX, id)
    this.#set(this.#entries.filter(entry => entry.envelope.id !== id))
  }

  async #settle(entry: OutboxEntry, reply: ActReply<unknown>): Promise<void> {
    const settled: OutboxEntry =
      'problem' in reply
        ? { ...entry, state: reply.answer, problem: reply.problem }
        : { ...entry, state: 'accepted', result: reply.result }
    // An accepted act needs no copy here; a refused one is the only copy there is.
    if (settled.state === 'accepted') await this.#parts.vault?.remove(BOX, entry.envelope.id)
    else await this.#parts.vault?.put(BOX, entry.envelope.id, settled)
    this.#set(this.#entries.map(known => (known.envelope.id === entry.envelope.id ? settled : known)))
    this.#parts.onAnswer?.(settled)
  }

  readonly #wake = (): void => {
    this.#pause = FIRST_PAUSE
    void this.flush()
  }

  #later(): void {
    clearTimeout(this.#timer)
    if (this.#stopped) return
    // Spread, so that a whole site does not come back in the same second.
    this.#timer = setTimeout(() => void this.flush(), this.#pause * (0.75 + Math.random() / 2))
    this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE)
  }

  #waiting(): readonly OutboxEntry[] {
    return this.#entries.filter(entry => entry.state === 'waiting')
  }

  #locked<Result>(work: () => Promise<Result>): Promise<Result> {
    const locks = globalThis.navigator?.locks
    return locks ? (locks.request(`outbox/${this.#parts.owner}`, work) as Promise<Result>) : work()
  }

  #set(entries: readonly OutboxEntry[]): void {
    this.#entries = entries
    for (const listener of this.#listeners) listener()
  }
}
