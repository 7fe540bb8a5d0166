import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { collectCatalogs, loadWords } from './catalogs.ts'

const made: string[] = []
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true })
})

function tree(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'words-'))
  made.push(root)
  mkdirSync(join(root, 'src'))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return root
}

describe('collectCatalogs', () => {
  it('joins the words of every room and tells where each stands', () => {
    const root = tree({
      'src/a/words/en.json': '{"a.x": "X \\u0041 \\"q\\""}',
      'src/deep/b/words/en.json': '{"b.y": "Y"}',
      'src/a/words/fr.json': '{"a.x": "Xf"}',
      'src/a/words/notes.json': '{"a.x": 1}',
      'src/a/data/en.json': '{"no": "no"}',
    })
    const { catalogs, rooms } = collectCatalogs(root)
    expect({ ...catalogs.en }).toEqual({ 'a.x': 'X A "q"', 'b.y': 'Y' })
    expect({ ...catalogs.fr }).toEqual({ 'a.x': 'Xf' })
    expect(rooms.map(({ room, locale }) => `${room} ${locale}`).sort()).toEqual([
      'src/a en',
      'src/a fr',
      'src/deep/b en',
    ])
  })

  it('refuses a key of two rooms, naming both files', () => {
    const root = tree({ 'src/a/words/en.json': '{"same": "1"}', 'src/b/words/en.json': '{"same": "2"}' })
    expect(() => collectCatalogs(root)).toThrow('The key "same" is in src/a/words/en.json and in src/b/words/en.json')
  })

  it('refuses a key written twice in one file, which JSON.parse would hide', () => {
    const root = tree({ 'src/a/words/en.json': '{"same": "1", "b": "x\\"same\\": \\"y", "same": "2"}' })
    expect(() => collectCatalogs(root)).toThrow('The key "same" is twice in src/a/words/en.json')
  })

  it('refuses what is not a flat object of texts', () => {
    expect(() => collectCatalogs(tree({ 'src/a/words/en.json': '{"a": {"b": "c"}}' }))).toThrow('is not a text')
    expect(() => collectCatalogs(tree({ 'src/a/words/en.json': '["a"]' }))).toThrow('is not an object')
  })
})

describe('loadWords', () => {
  it('speaks the real catalogs', () => {
    const words = loadWords(join(import.meta.dirname, '../../..'))
    expect(words.in('zh').t('words.language.ar')).toBe('阿拉伯文')
    expect(words.in('ru').t('words.language.zh')).toBe('Китайский')
  })
})
