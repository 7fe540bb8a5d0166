import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeFirstLink, makeLink } from '../../src/kernel/identity/index.ts'
import { LOCALE_NAMES } from '../../src/kernel/words/index.ts'
import { addPerson, answer, fillArrival, fillPerson } from './registering.ts'
import { openWorkplace, type Workplace } from './workplace.ts'

let workplace: Workplace
beforeAll(async () => {
  workplace = await openWorkplace({ situation: 'two-camps' })
})
afterAll(() => workplace?.close())

/** The same family twice over would be look-alikes, so each language registers its own. */
const families = {
  en: {
    mother: ['فاطمة', 'علي', 'الحسين'],
    mothersAge: 'about 40',
    motherInLatin: 'Fatima al Hussein',
    husband: ['Yusuf', 'Ibrahim', 'Rahman'],
    husbandInArabic: 'يوسف ابراهيم',
    child: ['Leila', 'Yusuf', 'Rahman'],
  },
  ar: {
    mother: ['خديجة', 'محمود', 'السيد'],
    mothersAge: 'حوالي ٤٠',
    motherInLatin: 'Khadija Mahmoud',
    husband: ['Abdullah', 'Hassan', 'Karim'],
    husbandInArabic: 'عبد الله حسن',
    child: ['Noor', 'Abdullah', 'Karim'],
  },
} as const satisfies Record<string, Record<string, string | readonly [string, string, string]>>

test('the one-time link makes the administrator, once, and lets them in and in again', async () => {
  const link = await makeFirstLink(workplace.app.house.database.app, new Date())
  if (!link) throw new Error('somebody can sign in already')
  const { page, words, faults, close } = await workplace.visit()
  const { t } = words
  await page.goto(link.path)
  await page.getByLabel(t('web.first.name'), { exact: true }).fill('Amina Chief')
  await page.getByLabel(t('web.sign-in.email'), { exact: true }).fill('chief@example.org')
  await page.getByLabel(t('web.sign-in.new-password'), { exact: true }).fill('four ordinary words here')
  await page.getByLabel(t('web.sign-in.new-password-again'), { exact: true }).fill('four ordinary words here')
  await page.getByRole('button', { name: t('web.first.action') }).click()
  const menu = page.getByRole('button', { name: t('web.shell.account-menu', { name: 'Amina Chief' }) })
  await menu.click()
  await page.getByRole('menuitem', { name: t('web.shell.sign-out') }).click()
  await page.getByRole('heading', { level: 1, name: t('web.sign-in.title') }).waitFor()
  await page.getByLabel(t('web.sign-in.email'), { exact: true }).fill('chief@example.org')
  await page.getByLabel(t('web.sign-in.password'), { exact: true }).fill('four ordinary words here')
  await page.getByRole('button', { name: t('web.sign-in.action'), exact: true }).click()
  await menu.waitFor()
  await page.goto('/accounts')
  await page.getByRole('heading', { level: 1, name: t('web.nav.accounts') }).waitFor()
  expect(faults).toEqual([])
  await page.goto(link.path)
  await page.getByLabel(t('web.first.name'), { exact: true }).fill('Somebody Else')
  await page.getByLabel(t('web.sign-in.email'), { exact: true }).fill('else@example.org')
  await page.getByLabel(t('web.sign-in.new-password'), { exact: true }).fill('four ordinary words here')
  await page.getByLabel(t('web.sign-in.new-password-again'), { exact: true }).fill('four ordinary words here')
  await page.getByRole('button', { name: t('web.first.action') }).click()
  await page.getByRole('alert').getByText(t('problem.access.link-void.detail')).waitFor()
  await close()
})

describe.each(['en', 'ar'] as const)('in the language %s', locale => {
  const family = families[locale]
  const other = locale === 'en' ? 'ar' : 'en'

  test('a household is registered, found by the other script, opened, counted, and read in the other language', async () => {
    const supervisor = await workplace.app.as('registration-supervisor', { name: 'Omar Test' })
    const { page, words, faults, close } = await workplace.visit({ locale, as: supervisor })
    const { t, number } = words

    await page.goto('/s/two-camps/register')
    await fillArrival(page, words, 'North camp', 'SYR')
    await fillPerson(page, words, 0, { names: family.mother, sex: 'F', birth: family.mothersAge, need: 'DS-PM' })
    await addPerson(page, words)
    await fillPerson(page, words, 1, { relationship: 'HUS', names: family.husband, sex: 'M', birth: '12/10/1979' })
    await addPerson(page, words)
    await fillPerson(page, words, 2, { relationship: 'DAU', names: family.child, sex: 'F', birth: '7' })
    await answer(page, t('web.consent.host-authorities'), t('web.consent.refused'))
    await answer(page, t('web.consent.registration'), t('web.consent.given'))
    await page.getByRole('button', { name: t('web.register.submit', { count: 3 }) }).click()
    await page.getByText(t('web.outbox.state.accepted'), { exact: true }).waitFor()
    const shown = await page.getByRole('main').locator('bdi', { hasText: /^417-/ }).first().innerText()
    expect(shown).toMatch(/^417-\d+/)

    await page
      .getByRole('navigation')
      .getByRole('link', { name: t('web.nav.find') })
      .click()
    const search = page.getByRole('searchbox', { name: t('web.find.text') })
    await search.fill(family.husbandInArabic)
    await page.getByRole('link', { name: family.husband.join(' ') }).waitFor()
    await search.fill(family.motherInLatin)
    await page
      .getByRole('row', { name: family.mother.join(' ') })
      .getByRole('link', { name: shown })
      .click()

    await page.getByRole('heading', { level: 1, name: family.mother.join(' ') }).waitFor()
    const members = page.getByRole('region', { name: t('web.household.members') })
    await members.getByRole('link', { name: family.child.join(' ') }).waitFor()
    await members.getByText(t('web.age.about', { years: 40 })).waitFor()
    await members.getByText(t('vocabulary.need.DS-PM'), { exact: true }).waitFor()
    const consents = page.getByRole('region', { name: t('web.consent.list') })
    const refused = consents.getByRole('row', { name: t('web.consent.host-authorities') })
    await refused.getByText(t('web.consent.refused'), { exact: true }).waitFor()

    await members.getByRole('link', { name: family.mother.join(' ') }).click()
    await page.waitForURL('**/people/*')
    await page.getByRole('heading', { level: 1, name: family.mother.join(' ') }).waitFor()

    await page
      .getByRole('navigation')
      .getByRole('link', { name: t('web.nav.numbers') })
      .click()
    const people = locale === 'en' ? 3 : 6
    await page
      .getByText(new RegExp(`(^|\\D)${number(people)}(\\D|$)`))
      .first()
      .waitFor()
    await page.getByText(t('statistics.as-table'), { exact: true }).first().click()
    const table = page.getByRole('table', { name: t('statistics.numbers') })
    expect(await table.getByRole('row').last().getByRole('cell').last().innerText()).toBe(number(people))

    const address = page.url()
    const { direction } = words
    expect(await page.evaluate(() => document.documentElement.dir)).toBe(direction)
    await page.getByRole('button', { name: t('web.shell.language') }).click()
    await page.getByRole('menuitem', { name: LOCALE_NAMES[other] }).click()
    await page.waitForFunction(dir => document.documentElement.dir !== dir, direction)
    const there = workplace.words(other)
    await page.getByRole('heading', { level: 1, name: there.t('statistics.numbers') }).waitFor()
    expect(page.url()).toBe(address)
    expect(await page.evaluate(() => document.documentElement.lang)).toBe(other)
    expect(await page.evaluate(() => getComputedStyle(document.body).direction)).toBe(there.direction)
    await page.reload()
    await page.getByRole('heading', { level: 1, name: there.t('statistics.numbers') }).waitFor()
    expect(faults).toEqual([])
    await close()
  })
})

test('the server took every act without an error of its own', () => {
  expect(workplace.app.faults).toEqual([])
})

test('an invited colleague chooses a password by the one-time link', async () => {
  const { pool, account } = await invited()
  const link = await makeLink(pool, new Date(), 'invite', account, null)
  const { page, words, faults, close } = await workplace.visit()
  const { t } = words
  await page.goto(link.path)
  await page.getByRole('heading', { level: 1, name: t('web.invitation.title') }).waitFor()
  await page.getByLabel(t('web.sign-in.new-password'), { exact: true }).fill('five quite ordinary words here')
  await page.getByLabel(t('web.sign-in.new-password-again'), { exact: true }).fill('five quite ordinary words here')
  await page.getByRole('button', { name: t('web.invitation.action') }).click()
  await page.getByRole('heading', { level: 1, name: t('web.invitation.done') }).waitFor()
  expect(faults).toEqual([])
  await close()
})

async function invited() {
  const pool = workplace.app.house.database.app
  await workplace.app.as('viewer', { email: 'invited@example.org' })
  const { rows } = await pool.query<{ id: string }>('SELECT id FROM account WHERE email = $1', ['invited@example.org'])
  return { pool, account: rows[0]?.id ?? '' }
}
