import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { checkFloors, surveyFloors } from './floors.ts'

const made: string[] = []
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true })
})

const CLEAN = {
  'src/engines/match/index.ts': "import anyAscii from 'any-ascii'\nexport const match = () => anyAscii('x')",
  'src/engines/match/match.test.ts':
    "import { readFileSync } from 'node:fs'\nimport { it } from 'vitest'\nit('x', () => readFileSync)",
  'src/kernel/acts/index.ts':
    "import { match } from '../../engines/match/index.ts'\nimport { createHash } from 'node:crypto'\nexport { match, createHash }",
  'src/modules/people/index.ts': "export { act } from './acts.ts'",
  'src/modules/people/acts.ts':
    "import { match } from '../../kernel/acts/index.ts'\nexport const act = match\nexport type Act = typeof act",
  'src/modules/people/screens/index.ts':
    "import { useState } from 'react'\nimport type { Act } from '../acts.ts'\nexport const Screen = (act: Act) => useState(act)",
  'src/modules/food/index.ts': "import type { act } from '../people/index.ts'\nexport type A = typeof act",
  'src/modules/food/screens/list.tsx':
    "import { Screen } from '../../people/screens/index.ts'\nexport const List = () => <Screen />",
  'src/modules/food/food.test.ts': "import { app } from '../../../test/support/app.ts'\napp()",
  'src/apps/server/main.ts':
    "import fastify from 'fastify'\nimport { act } from '../../modules/people/index.ts'\nexport const main = [fastify, act]",
  'src/apps/web/main.tsx':
    "import { Screen } from '../../modules/people/screens/index.ts'\nimport { MantineProvider } from '@mantine/core'\nexport const App = () => <MantineProvider><Screen /></MantineProvider>",
  'test/support/app.ts': 'export const app = () => {}',
}

function tree(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'floors-'))
  made.push(root)
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return root
}

/** What is found in the clean house when one more file is put into it. */
function plant(path: string, source: string): string[] {
  return checkFloors(tree({ ...CLEAN, [path]: source })).map(({ rule, file, line }) => `${rule} ${file}:${line}`)
}

it('a clean house passes, and was read', () => {
  const { files, imports, violations } = surveyFloors(tree(CLEAN))
  expect(violations).toEqual([])
  expect([files, imports]).toEqual([11, 16])
})

describe('is found:', () => {
  it.each([
    [
      'an engine that uses the kernel',
      'src/engines/match/bad.ts',
      "\nimport '../../kernel/acts/index.ts'",
      'upward',
      2,
    ],
    [
      'an engine’s test that uses the kernel',
      'src/engines/match/bad.test.ts',
      "import '../../kernel/acts/index.ts'",
      'upward',
      1,
    ],
    [
      'a kernel that uses a module',
      'src/kernel/acts/bad.ts',
      "export * from '../../modules/people/index.ts'",
      'upward',
      1,
    ],
    [
      'a module that uses an app',
      'src/modules/people/bad.ts',
      "export { main } from '../../apps/server/main.ts'",
      'upward',
      1,
    ],
    [
      'a kernel that names a module’s type',
      'src/kernel/acts/bad.ts',
      "import type { A } from '../../modules/food/index.ts'\nexport type B = A",
      'upward',
      1,
    ],
    [
      'a type imported in place',
      'src/kernel/acts/bad.ts',
      "\n\nexport type B = import('../../modules/food/index.ts').A",
      'upward',
      3,
    ],
    [
      'a dynamic import',
      'src/kernel/acts/bad.ts',
      "export const load = async () => await import('../../modules/people/index.ts')",
      'upward',
      1,
    ],
    [
      'a dynamic import in a template',
      'src/kernel/acts/bad.ts',
      'export const load = () => import(`../../modules/people/index.ts`)',
      'upward',
      1,
    ],
    ['an import without its extension', 'src/kernel/acts/bad.ts', "import '../../modules/people/index'", 'upward', 1],
    ['an import of a folder', 'src/kernel/acts/bad.ts', "import '../../modules/people'", 'upward', 1],
    [
      'an import with a query',
      'src/kernel/acts/bad.ts',
      "import url from '../../modules/people/index.ts?url'\nexport { url }",
      'upward',
      1,
    ],
    ['a require', 'src/kernel/acts/bad.ts', "export const x = require('../../modules/people/index.ts')", 'upward', 1],
    [
      'an import equals',
      'src/kernel/acts/bad.ts',
      "import x = require('../../modules/people/index.ts')\nexport { x }",
      'upward',
      1,
    ],
    [
      'a worker’s address',
      'src/kernel/acts/bad.ts',
      "export const w = new URL('../../modules/people/acts.ts', import.meta.url)",
      'upward',
      1,
    ],
    [
      'an import among JSX',
      'src/modules/people/screens/bad.tsx',
      "export const A = () => <b>{import('../../../apps/web/main.tsx')}</b>",
      'upward',
      1,
    ],
    [
      'a module that reaches inside another',
      'src/modules/food/bad.ts',
      "import { act } from '../people/acts.ts'\nexport { act }",
      'module-inside',
      1,
    ],
    [
      'a module’s test that reaches inside another',
      'src/modules/food/bad.test.ts',
      "import '../people/acts.ts'",
      'module-inside',
      1,
    ],
    [
      'a module that uses another’s screens',
      'src/modules/food/bad.ts',
      "import '../people/screens/index.ts'",
      'module-inside',
      1,
    ],
    ['a module’s acts that use its screens', 'src/modules/people/bad.ts', "import './screens/index.ts'", 'screens', 1],
    [
      'an engine with a built-in of Node',
      'src/engines/match/bad.ts',
      "import { readFile } from 'node:fs/promises'\nexport { readFile }",
      'engine-package',
      1,
    ],
    [
      'an engine with a built-in without its prefix',
      'src/engines/match/bad.ts',
      "import 'crypto'",
      'engine-package',
      1,
    ],
    [
      'an engine with a package',
      'src/engines/match/bad.ts',
      "import type { Kysely } from 'kysely'\nexport type K = Kysely<unknown>",
      'engine-package',
      1,
    ],
    [
      'a kernel with React',
      'src/kernel/acts/bad.ts',
      "import { createElement } from 'react'\nexport { createElement }",
      'kernel-package',
      1,
    ],
    ['a kernel with Mantine', 'src/kernel/acts/bad.ts', "import '@mantine/core/styles.css'", 'kernel-package', 1],
    [
      'a module with fastify',
      'src/modules/people/bad.ts',
      "import type { FastifyRequest } from 'fastify'\nexport type R = FastifyRequest",
      'module-package',
      1,
    ],
    [
      'a module’s screens with fastify',
      'src/modules/people/screens/bad.ts',
      "import '@fastify/cookie'",
      'module-package',
      1,
    ],
    [
      'a module with React outside of its screens',
      'src/modules/people/bad.ts',
      "import { memo } from 'react'\nexport { memo }",
      'module-package',
      1,
    ],
    [
      'a module with React’s JSX runtime',
      'src/modules/people/bad.ts',
      "import 'react/jsx-runtime'",
      'module-package',
      1,
    ],
    [
      'a product that uses test helpers',
      'src/kernel/acts/bad.ts',
      "import '../../../test/support/app.ts'",
      'outside',
      1,
    ],
    ['a file on no floor', 'src/helpers.ts', 'export const x = 1', 'no-floor', 1],
    ['a file on a floor that is none', 'src/shared/x.ts', 'export const x = 1', 'no-floor', 1],
    ['an import of a file that is not there', 'src/kernel/acts/bad.ts', "import './gone.ts'", 'missing-file', 1],
    [
      'an import that cannot be read',
      'src/kernel/acts/bad.ts',
      'export const load = (name: string) => import(name)',
      'unreadable',
      1,
    ],
    ['a file that cannot be parsed', 'src/kernel/acts/bad.ts', 'export const = 1', 'unreadable', 1],
  ])('%s', (_, path, source, rule, line) => {
    expect(plant(path, source)).toEqual([`${rule} ${path}:${line}`])
  })
})

describe('a circle', () => {
  it('of two files is found, also when one arrow is only a type', () => {
    expect(
      plant('src/kernel/acts/index.ts', "import type { b } from './b.ts'\nexport const a = (x: typeof b) => x"),
    ).toEqual(['missing-file src/kernel/acts/index.ts:1'])
    const root = tree({
      ...CLEAN,
      'src/kernel/x/a.ts': "import type { b } from './b.ts'\nexport const a = (x: typeof b) => x",
      'src/kernel/x/b.ts': "import { a } from './a.ts'\nexport const b = a",
    })
    expect(checkFloors(root).map(({ rule, message }) => `${rule} ${message}`)).toEqual([
      'cycle imports itself in a circle: src/kernel/x/a.ts → src/kernel/x/b.ts → src/kernel/x/a.ts',
    ])
  })

  it('through another module’s index is found, and told as a path', () => {
    const root = tree({
      ...CLEAN,
      'src/modules/people/index.ts': "export { act } from './acts.ts'\nexport type { A } from '../food/index.ts'",
    })
    expect(checkFloors(root).map(({ message }) => message)).toEqual([
      'imports itself in a circle: src/modules/food/index.ts → src/modules/people/index.ts → src/modules/food/index.ts',
    ])
  })

  it('of one file is found, and two separate circles are two', () => {
    const root = tree({
      ...CLEAN,
      'src/kernel/x/self.ts': "import './self.ts'",
      'src/kernel/x/a.ts': "import './b.ts'",
      'src/kernel/x/b.ts': "import './c.ts'",
      'src/kernel/x/c.ts': "import './a.ts'\nimport './b.ts'",
    })
    expect(checkFloors(root).map(({ file }) => file)).toEqual(['src/kernel/x/a.ts', 'src/kernel/x/self.ts'])
  })
})

describe('nothing to read', () => {
  it.each([
    ['no src', { 'readme.md': '' }],
    ['an empty src', { 'src/readme.md': '' }],
  ])('is a violation: %s', (_, files) => {
    expect(checkFloors(tree(files as Record<string, string>)).map(({ rule }) => rule)).toEqual(['nothing-read'])
  })
})

describe('the command', () => {
  const run = (root: string) => {
    const project = join(import.meta.dirname, '..')
    return spawnSync(process.execPath, ['scripts/run.mjs', 'scripts/floors.ts', root], {
      cwd: project,
      encoding: 'utf8',
    })
  }

  it('ends well on a clean house and badly on a planted violation, naming it', () => {
    const clean = run(tree(CLEAN))
    expect([clean.status, clean.stdout, clean.stderr]).toEqual([0, 'floors: 11 files, 16 imports, 0 violations\n', ''])
    const bad = run(tree({ ...CLEAN, 'src/engines/match/bad.ts': "import 'node:fs'" }))
    expect(bad.status).toBe(1)
    expect(bad.stdout).toContain('src/engines/match/bad.ts:1 [engine-package] imports node:fs')
  })
})

it('this house stands', () => {
  const { files, imports, violations } = surveyFloors(join(import.meta.dirname, '..'))
  expect(violations.map(({ file, line, message }) => `${file}:${line} ${message}`)).toEqual([])
  expect(files).toBeGreaterThan(50)
  expect(imports).toBeGreaterThan(files)
})
