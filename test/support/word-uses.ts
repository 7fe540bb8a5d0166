import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync, Visitor } from 'oxc-parser'

/** A place in the code that asks for words. */
export interface WordUse {
  file: string
  line: number
  /** A whole key, or for a template a pattern that at least one key must fit. */
  key: string | RegExp
  /** Names of the values given, where they can be read. */
  values?: readonly string[]
}

type Node = { type: string; start: number; end: number }

/** Every use of words in `root/src`, tests left out. */
export function findWordUses(root: string): { files: number; uses: WordUse[] } {
  const names = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  const files = names.filter(name => /\.tsx?$/.test(name) && !/\.test\.tsx?$|\.d\.ts$/.test(name)).sort()
  return {
    files: files.length,
    uses: files.flatMap(name => wordUses(join('src', name), readFileSync(join(root, 'src', name), 'utf8'))),
  }
}

/**
 * `t('key', { … })`, `word('key')`, `words.parts('key', { … })`; and problems, whose words are under `problem.<code>`:
 * `defineProblems({ 'code': 404 })`, `problem('code', { … })`, `fieldIssue('code', { … })`.
 */
export function wordUses(file: string, source: string): WordUse[] {
  const uses: WordUse[] = []
  const { program } = parseSync(file, source)
  const add = (at: Node, prefix: string, key: unknown, values: readonly string[] | undefined) => {
    const line = source.slice(0, at.start).split('\n').length
    for (const found of keysOf(key, prefix)) uses.push({ file, line, key: found, ...(values && { values }) })
  }
  new Visitor({
    CallExpression: node => {
      const name = calleeName(node.callee)
      const [first, second] = node.arguments
      if (name === 't' || name === 'word' || name === 'parts') {
        add(node, '', first, second === undefined ? [] : namesOf(second))
      }
      if (name === 'problem' || name === 'fieldIssue') {
        // The server counts the fields of every problem.
        add(node, 'problem.', first, second === undefined ? ['count'] : namesOf(second)?.concat('count'))
      }
      if (name === 'defineProblems' && first?.type === 'ObjectExpression') {
        for (const property of first.properties) {
          if (property.type === 'Property') add(property, 'problem.', property.key, undefined)
        }
      }
    },
  }).visit(program)
  return uses
}

function calleeName(callee: unknown): string | undefined {
  const node = callee as { type: string; name?: string; property?: { type: string; name?: string } }
  if (node.type === 'Identifier') return node.name
  return node.type === 'MemberExpression' && node.property?.type === 'Identifier' ? node.property.name : undefined
}

/**
 * A key has a dot; a text without one belongs to another function of the same name, and a template that does not begin
 * with the room's name cannot be judged.
 */
function keysOf(key: unknown, prefix: string): Array<string | RegExp> {
  const node = key as
    | (Node & {
        value?: unknown
        consequent?: unknown
        alternate?: unknown
        expression?: unknown
        quasis?: Array<{ value: { cooked: string | null } }>
      })
    | undefined
  if (node?.type === 'Literal' && typeof node.value === 'string' && node.value.includes('.'))
    return [prefix + node.value]
  if (node?.type === 'ConditionalExpression')
    return [...keysOf(node.consequent, prefix), ...keysOf(node.alternate, prefix)]
  if (node?.type === 'TSAsExpression' || node?.type === 'ParenthesizedExpression')
    return keysOf(node.expression, prefix)
  if (node?.type === 'TemplateLiteral' && node.quasis?.[0]?.value.cooked?.includes('.')) {
    const texts = node.quasis.map(({ value }) => (value.cooked ?? '').replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    return texts.length === 1
      ? [prefix + (node.quasis[0]?.value.cooked ?? '')]
      : [new RegExp(`^${prefix.replace('.', '\\.')}${texts.join('.+')}$`)]
  }
  return []
}

/** The names in an object, or undefined where it is not written out. */
function namesOf(values: unknown): string[] | undefined {
  const node = values as {
    type: string
    properties?: Array<{ type: string; key?: { name?: string; value?: unknown } }>
  }
  if (node.type !== 'ObjectExpression' || !node.properties) return undefined
  if (node.properties.some(({ type }) => type !== 'Property')) return undefined
  return node.properties.map(({ key }) => key?.name ?? String(key?.value))
}
