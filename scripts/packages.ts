import { isBuiltin } from 'node:module'
import type { Place, Rule } from './places.ts'

/** What an engine may use: pure computing with no I/O of its own. */
const ENGINE_PACKAGES = new Set(['any-ascii', '@internationalized/date', 'highs'])
const INTERFACE =
  /^(?:react|react-dom|react-aria-components|@mantine\/.+|@tabler\/.+|@tanstack\/react-.+|@observablehq\/plot)$/
const HTTP = /^(?:fastify|fastify-.+|@fastify\/.+)$/

/** Whether a file that stands there may import a package or a built-in of Node. Tests may use what they need. */
export function checkPackage(from: Place, specifier: string): Array<{ rule: Rule; message: string }> {
  const name = packageOf(specifier)
  if (from.test) return []
  if (from.floor === 0 && !ENGINE_PACKAGES.has(name)) {
    const what = isBuiltin(specifier) ? 'a built-in of Node' : 'a package'
    const message = `imports ${specifier}, ${what}: an engine computes only (it may use ${[...ENGINE_PACKAGES].join(', ')})`
    return [{ rule: 'engine-package', message }]
  }
  if (from.floor === 1 && INTERFACE.test(name)) {
    return [{ rule: 'kernel-package', message: `imports ${specifier}: the kernel has no screens` }]
  }
  if (from.floor === 2 && HTTP.test(name)) {
    return [{ rule: 'module-package', message: `imports ${specifier}: a module does not know HTTP` }]
  }
  if (from.floor === 2 && INTERFACE.test(name) && !from.screens) {
    return [{ rule: 'module-package', message: `imports ${specifier}: only a module's screens/ may` }]
  }
  return []
}

function packageOf(specifier: string): string {
  const [first = '', second = ''] = specifier.split('/')
  return first.startsWith('@') ? `${first}/${second}` : first
}
