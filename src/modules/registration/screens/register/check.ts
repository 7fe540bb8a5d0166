import { parseInput } from '../../../../kernel/problems/input.ts'
import { type FieldProblem, Problem } from '../../../../kernel/problems/problem.ts'
import type { Words } from '../../../../kernel/words/index.ts'
import type { ShownField } from '../../../workspace/screens/index.ts'
import { RegisterHousehold } from '../../model/household.ts'
import { checkHousehold } from '../../rules/check.ts'
import { checkLevel } from '../../rules/levels.ts'
import { type HouseholdDraft, toInput } from './draft.ts'

export type Checked =
  | { readonly ok: true; readonly input: RegisterHousehold }
  | { readonly ok: false; readonly fields: readonly FieldProblem[] }

/** The same schema and the same rules as at the server, so that a refusal is a surprise only where the server knows more. */
export function checkDraft(draft: HouseholdDraft, today: string): Checked {
  const raw = JSON.parse(JSON.stringify(toInput(draft, today))) as unknown
  try {
    const input = parseInput(RegisterHousehold, raw)
    const fields = [...checkHousehold(input, today), ...checkLevel(input, today)]
    return fields.length === 0 ? { ok: true, input } : { ok: false, fields }
  } catch (failure) {
    if (failure instanceof Problem) return { ok: false, fields: failure.fields }
    throw failure
  }
}

/** A field's problem in words, as the server would say it. */
export function inWords(words: Words, fields: readonly FieldProblem[]): ShownField[] {
  return fields.map(({ path, code, details = {} }) => {
    const values = Object.fromEntries(
      Object.entries(details).map(([name, value]) => [name, typeof value === 'object' ? words.list(value) : value]),
    )
    const word = `problem.${code}`
    return { path, code, message: words.t(words.has(word) ? word : 'problem.input.invalid', { count: 1, ...values }) }
  })
}

/** The message at a path or below it: `members.0.birth` also for `members.0.birth.date`. */
export function messageAt(fields: readonly ShownField[], path: string): string | undefined {
  return fields.find(field => field.path === path || field.path.startsWith(`${path}.`))?.message
}
