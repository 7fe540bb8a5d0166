import { problem } from '../problems/common.ts'
import type { ActDefinition, AnyAct } from './define.ts'

/** An act whose types are known only to itself: what the runner, the API and the journal work with. */
export type RegisteredAct = ActDefinition<string, unknown, unknown, unknown>

/** All acts of the product, by name. */
export class ActRegistry {
  readonly #acts = new Map<string, RegisteredAct>()

  constructor(acts: readonly AnyAct[]) {
    for (const act of acts) {
      if (this.#acts.has(act.name)) throw new Error(`act declared twice: ${act.name}`)
      this.#acts.set(act.name, act as unknown as RegisteredAct)
    }
  }

  get(name: string): RegisteredAct {
    const act = this.#acts.get(name)
    if (!act) throw problem('act.unknown', { name: name.slice(0, 80) })
    return act
  }

  all(): RegisteredAct[] {
    return [...this.#acts.values()]
  }
}
