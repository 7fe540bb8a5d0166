import type { Locator, Page } from 'playwright-core'
import type { Words } from '../../src/kernel/words/index.ts'
import { countryName } from '../../src/modules/vocabulary/index.ts'

/** A person as one says them at the desk; codes where the screen shows words. */
export interface Said {
  readonly relationship?: string
  /** Given, father's and family name. */
  readonly names: readonly [string, string, string]
  readonly sex: 'F' | 'M'
  readonly birth: string
  readonly need?: string
}

/** Takes one of a list as the keyboard does: write it, and leave the field. */
export async function choose(within: Page | Locator, label: string, option: string): Promise<void> {
  const field = within.getByRole('combobox', { name: label, exact: true })
  await field.pressSequentially(option)
  await (await listOf(field)).getByRole('option', { name: option, exact: true }).waitFor()
  await field.press('Tab')
  const shown = await field.inputValue()
  if (shown !== option) throw new Error(`«${label}» took «${shown}» for «${option}»`)
}

/** The list that a field has opened; it hangs at the end of the page. */
async function listOf(field: Locator): Promise<Locator> {
  const id = await field.getAttribute('aria-controls')
  return field.page().locator(`[id="${id}"]`)
}

/** One of a few answers side by side. */
export async function answer(within: Page | Locator, question: string, option: string): Promise<void> {
  await within
    .getByRole('group', { name: question, exact: true })
    .getByRole('radio', { name: option, exact: true })
    .check()
}

export async function fillArrival(
  page: Page,
  { t, locale }: Words,
  site: string,
  origin: 'SYR' | 'SOM',
): Promise<void> {
  await choose(page, t('web.register.site'), site)
  await choose(page, t('web.register.origin'), countryName(origin, locale))
}

/** Fills the nth person in; the last one's card must be there. */
export async function fillPerson(page: Page, words: Words, index: number, said: Said): Promise<void> {
  const { t } = words
  const person = page.locator('section[data-member]').nth(index)
  if (said.relationship !== undefined)
    await choose(person, t('web.register.relationship'), t(`vocabulary.relationship.${said.relationship}`))
  const labels = ['web.name.given', 'web.name.father', 'web.name.family']
  for (const [at, name] of said.names.entries())
    await person.getByRole('textbox', { name: t(labels[at] ?? ''), exact: true }).fill(name)
  await answer(person, t('web.register.sex'), t(`vocabulary.sex.${said.sex}`))
  await person.getByRole('textbox', { name: t('web.birth.label'), exact: true }).fill(said.birth)
  if (said.need !== undefined) {
    await person.getByRole('button', { name: t('web.need.add') }).click()
    // The choice closes as soon as something is taken, and shows it as a need of its own.
    const which = person.getByRole('combobox', { name: t('web.need.which') })
    await which.pressSequentially(t(`vocabulary.need.${said.need}`))
    await (await listOf(which)).getByRole('option', { name: t(`vocabulary.need.${said.need}`), exact: true }).waitFor()
    await which.press('Enter')
    await person.getByRole('group', { name: t(`vocabulary.need.${said.need}`) }).waitFor()
  }
}

export async function addPerson(page: Page, { t }: Words): Promise<void> {
  await page.getByRole('button', { name: t('web.register.add-person') }).click()
}
