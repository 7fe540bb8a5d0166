/**
 * One closed list of codes that the field shares.
 * `name` is the middle part of its label keys (`vocabulary.<name>.<code>`); `facts` holds what the standard says
 * of each code beyond its label; `aliases` are other spellings of a code met in files, kept for import only.
 */
export interface CodeList<Name extends string = string, Code extends string = string, Facts = unknown> {
  readonly name: Name
  /** In the order in which a screen offers them. Fits `z.enum(list.codes)`. */
  readonly codes: readonly Code[]
  readonly facts: Readonly<Record<Code, Facts>>
  readonly aliases: Readonly<Record<string, Code>>
}

/** The union of a list's codes: `CodeOf<typeof sexes>` is `'F' | 'M' | 'U'`. */
export type CodeOf<List> = List extends CodeList<string, infer Code, unknown> ? Code : never

/** What a plain list knows of each code: nothing but its label. */
export type NoFacts = Record<never, never>

/** A list whose codes carry only a label. */
export function plainList<const Name extends string, const Code extends string>(
  name: Name,
  codes: readonly Code[],
  aliases: Readonly<Record<string, NoInfer<Code>>> = {},
): CodeList<Name, Code, NoFacts> {
  const facts = Object.fromEntries(codes.map(code => [code, {}])) as Record<Code, NoFacts>
  return { name, codes, facts, aliases }
}

/** A list whose codes carry facts. The order of the codes is that of the record (so no code may be a bare integer). */
export function factList<const Name extends string, Code extends string, Facts>(
  name: Name,
  facts: Readonly<Record<Code, Facts>>,
  aliases: Readonly<Record<string, NoInfer<Code>>> = {},
): CodeList<Name, Code, Facts> {
  return { name, codes: Object.keys(facts) as Code[], facts, aliases }
}

/** Whether `text` is exactly a code of the list (case counts; for import cells use `recognise`). */
export function isCode<Code extends string>(list: CodeList<string, Code, unknown>, text: string): text is Code {
  return Object.hasOwn(list.facts, text)
}
