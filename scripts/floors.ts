// The house has four floors and arrows only go down (docs: architecture). This check reads every import in src/ and says
// where one goes up, round in a circle, or brings a package to a floor that must not know it.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, posix, sep } from 'node:path'
import { findCycles } from './graph.ts'
import { type Import, readImports } from './imports.ts'
import { checkPackage } from './packages.ts'
import { FLOORS, floorOf, MODULES, type Place, placeOf, type Rule } from './places.ts'

export interface Violation {
  rule: Rule
  /** Path from the project's folder, with forward slashes. */
  file: string
  line: number
  message: string
}

export interface Survey {
  files: number
  imports: number
  violations: Violation[]
}

/** All violations below `root/src`; empty when the house stands. @param root the project's folder */
export function checkFloors(root: string): Violation[] {
  return surveyFloors(root).violations
}

/** As `checkFloors`, with how much was read: a check that reads nothing would pass for ever. */
export function surveyFloors(root: string): Survey {
  const files = sourcesOf(root)
  const violations: Violation[] = []
  const edges = new Map<string, string[]>()
  let imports = 0
  for (const file of files) {
    const read = readImports(file, readFileSync(join(root, file), 'utf8'))
    const say = (rule: Rule, line: number, message: string) => violations.push({ rule, file, line, message })
    if (read.error !== undefined) say('unreadable', 1, `cannot be parsed: ${read.error}`)
    if (floorOf(file) < 0) say('no-floor', 1, `stands on no floor; a file lives in src/${FLOORS.join(', src/')}`)
    const targets: string[] = []
    for (const found of read.imports) {
      imports += 1
      const target = found.specifier?.startsWith('.') ? resolveFrom(root, file, found.specifier) : undefined
      if (target !== undefined) targets.push(target)
      for (const { rule, message } of judge(root, file, found, target)) say(rule, found.line, message)
    }
    edges.set(file, targets)
  }
  for (const cycle of findCycles(edges)) {
    const [file = ''] = cycle
    violations.push({
      rule: 'cycle',
      file,
      line: 1,
      message: `imports itself in a circle: ${[...cycle, file].join(' → ')}`,
    })
  }
  if (files.length === 0) {
    violations.push({ rule: 'nothing-read', file: 'src', line: 1, message: 'holds no source: nothing was checked' })
  }
  return { files: files.length, imports, violations: violations.sort(byPlace) }
}

type Finding = Pick<Violation, 'rule' | 'message'>

function judge(root: string, file: string, { specifier }: Import, target: string | undefined): Finding[] {
  if (specifier === undefined) {
    return [{ rule: 'unreadable', message: 'imports a name that is only known when it runs, so it cannot be checked' }]
  }
  if (target === undefined) return checkPackage(placeOf(file), specifier)
  const findings: Finding[] = []
  const say = (rule: Rule, message: string) => findings.push({ rule, message: `imports ${specifier}: ${message}` })
  if (!existsSync(join(root, target)) || !statSync(join(root, target)).isFile())
    say('missing-file', `no file ${target}`)
  const [from, to] = [placeOf(file), placeOf(target)]
  if (!target.startsWith('src/')) {
    if (!from.test) say('outside', 'the product does not use what is outside of src')
    return findings
  }
  if (to.floor > from.floor) say('upward', `${FLOORS[from.floor]} may not know ${FLOORS[to.floor]}`)
  const twoModules = from.floor === MODULES && to.floor === MODULES && from.room !== to.room
  if (twoModules && target !== `src/modules/${to.room}/index.ts` && !bothScreens(from, to, target)) {
    say('module-inside', `the module ${to.room} is used through its index.ts (its screens through screens/index.ts)`)
  } else if (to.screens && !from.screens && !from.test && from.floor === MODULES) {
    say('screens', 'only screens use screens, so that a server needs no React')
  }
  return findings
}

function bothScreens(from: Place, to: Place, target: string): boolean {
  return from.screens && target === `src/modules/${to.room}/screens/index.ts`
}

function sourcesOf(root: string): string[] {
  if (!existsSync(join(root, 'src'))) return []
  return readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .map(name => posix.join('src', ...name.split(sep)))
    .filter(name => /\.[cm]?[jt]sx?$/.test(name) && statSync(join(root, name)).isFile())
    .sort()
}

// Imports carry their extension; one without it is resolved as bundlers do, so that it is not missed.
function resolveFrom(root: string, file: string, specifier: string): string {
  const path = posix.join(posix.dirname(file), specifier.replace(/\?.*$/, ''))
  const candidates = [path, `${path}.ts`, `${path}.tsx`, `${path}.d.ts`, `${path}/index.ts`, `${path}/index.tsx`]
  return candidates.find(name => existsSync(join(root, name)) && statSync(join(root, name)).isFile()) ?? path
}

function byPlace(a: Violation, b: Violation): number {
  return a.file.localeCompare(b.file) || a.line - b.line
}

if (process.argv[1] === import.meta.filename) {
  const { files, imports, violations } = surveyFloors(process.argv[2] ?? process.cwd())
  for (const { rule, file, line, message } of violations) process.stdout.write(`${file}:${line} [${rule}] ${message}\n`)
  process.stdout.write(`floors: ${files} files, ${imports} imports, ${violations.length} violations\n`)
  process.exitCode = violations.length > 0 ? 1 : 0
}
