import { parseSync, Visitor } from 'oxc-parser'

export interface Import {
  /** Undefined when it is only known at run time. */
  specifier: string | undefined
  line: number
}

type Node = { type: string; start: number }

/**
 * Every import of a file, of whatever form: static, side effect, re-export, `import type`, `import()`, `import('…').Type`,
 * `import x = require('…')`, `require('…')`, and `new URL('./x', import.meta.url)` (how workers are started).
 */
export function readImports(file: string, source: string): { imports: Import[]; error?: string } {
  const { program, errors } = parseSync(file, source)
  const imports: Import[] = []
  const add = (node: Node, specifier: string | undefined) => {
    imports.push({ specifier, line: source.slice(0, node.start).split('\n').length })
  }
  const addSource = (node: Node & { source?: Node | null }) => {
    if (node.source) add(node, literalOf(node.source))
  }
  new Visitor({
    ImportDeclaration: addSource,
    ExportAllDeclaration: addSource,
    ExportNamedDeclaration: addSource,
    ImportExpression: addSource,
    TSImportType: addSource,
    TSExternalModuleReference: node => add(node, literalOf(node.expression)),
    CallExpression: node => {
      const { callee } = node
      const isRequire = callee.type === 'Identifier' && callee.name === 'require'
      if (isRequire) add(node, literalOf(node.arguments[0]))
    },
    NewExpression: node => {
      const [first, second] = node.arguments
      const isUrl = node.callee.type === 'Identifier' && node.callee.name === 'URL'
      const specifier = literalOf(first)
      // Only code counts: an address of data is not an import.
      if (isUrl && second && /\bimport\.meta\.url\b/.test(source.slice(second.start, second.end))) {
        if (specifier !== undefined && /\.[cm]?[jt]sx?$/.test(specifier)) add(node, specifier)
      }
    },
  }).visit(program)
  const [error] = errors
  return error === undefined ? { imports } : { imports, error: error.message }
}

function literalOf(node: unknown): string | undefined {
  const { type, value, quasis } = (node ?? {}) as {
    type?: string
    value?: unknown
    quasis?: Array<{ value: { cooked: string | null } }>
  }
  if (type === 'Literal' && typeof value === 'string') return value
  if (type === 'TemplateLiteral' && quasis?.length === 1) return quasis[0]?.value.cooked ?? undefined
  return undefined
}
