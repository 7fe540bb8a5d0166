import { type NamePair, toLatin } from '../names/index.ts'
import type { Sex } from './types.ts'

const made = new Map<string, NamePair>()

function remembered(key: string, own: () => string): NamePair {
  let pair = made.get(key)
  if (!pair) {
    const text = own()
    pair = { own: text, latin: toLatin(text) }
    made.set(key, pair)
  }
  return pair
}

/** The feminine form of a Ukrainian family name; most (-енко, -ук, nouns) have one form for all. */
export function feminineFamily(family: NamePair): NamePair {
  return remembered(`family ${family.own}`, () => {
    const name = family.own
    if (/(?:ський|цький)$/.test(name)) return `${name.slice(0, -2)}а`
    if (/(?:ов|ев|єв|ін)$/.test(name)) return `${name}а`
    return /[иі]й$/.test(name) ? `${name.slice(0, -2)}а` : name
  })
}

/** Stems of fathers' names whose patronymic does not follow the rule. */
const irregular: Record<string, string> = { Микола: 'Микол', Лука: 'Лук', Яків: 'Яков', Кузьма: 'Кузьм' }

/** The patronymic: "child of", from the father's given name. */
export function patronymic(father: NamePair, sex: Sex): NamePair {
  return remembered(`${sex} ${father.own}`, () => {
    const name = father.own
    if (name === 'Ілля') return sex === 'M' ? 'Ілліч' : 'Іллівна'
    const stem = irregular[name] ?? name.replace(/[оая]$/, '')
    if (sex === 'M') return `${stem}ович`
    return stem.endsWith('й') ? `${stem.slice(0, -1)}ївна` : `${stem.replace(/ь$/, '')}івна`
  })
}
