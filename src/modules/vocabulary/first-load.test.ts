import { readFileSync } from 'node:fs'
import { dirname, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const room = dirname(fileURLToPath(import.meta.url))
const statics = /^(?:import|export)\s+(?!type\b)(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm

/** Every module that loading the index loads with it: files of the room by path, everything else by name. */
function loadedWith(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen
  seen.add(file)
  for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(statics)) {
    if (name.startsWith('.') && name.endsWith('.ts')) loadedWith(resolve(dirname(file), name), seen)
    else seen.add(name)
  }
  return seen
}

const loaded = [...loadedWith(resolve(room, 'index.ts'))].map(name =>
  name.startsWith('/') ? relative(room, name) : name,
)

it('the first load holds the small lists and nothing else: no node module, no package, no catalog, no big list', () => {
  expect(loaded).toContain('codes/relationships.ts')
  expect(loaded.filter(name => !/^(index|lists|fold|code-list)\.ts$|^codes\/[a-z-]+\.ts$/.test(name))).toEqual([])
})

it('the walk above sees what it should refuse: the lazy files do load packages and data', () => {
  const lazy = [...loadedWith(resolve(room, 'languages.ts'))]
  expect(lazy).toContain('iso-639-3')
  expect(lazy.some(name => name.endsWith('form-languages.json'))).toBe(true)
})
