import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeLink } from '../../src/kernel/identity/index.ts'
import { uuidv7 } from '../../src/kernel/ids.ts'
import type { TestApi } from '../support/app.ts'
import { family, household, person } from '../support/people.ts'
import { openWorkplace, type Visit, type Workplace } from './workplace.ts'

/** WCAG 2.2 at level AA, with everything that it took over from 2.0 and 2.1. */
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa']
const PHONE = { width: 360, height: 740 }
const DESK = { width: 1280, height: 900 }

let workplace: Workplace
let supervisor: TestApi
let manager: TestApi
let administrator: TestApi
const ids = { household: uuidv7(), person: uuidv7(), group: uuidv7(), import: uuidv7(), invitation: '' }

beforeAll(async () => {
  workplace = await openWorkplace({ situation: 'two-camps', work: true })
  const { app } = workplace
  supervisor = await app.as('registration-supervisor', { name: 'Omar Supervisor' })
  manager = await app.as('situation-manager', { name: 'Mona Manager' })
  administrator = await app.as('administrator', { name: 'Ada Administrator' })
  const invited = await app.as('viewer', { name: 'Ines Invited' })
  const link = await makeLink(app.house.database.app, new Date(), 'invite', invited.account ?? '', null)
  ids.invitation = link.path.split('/').at(-1) ?? ''
  const { north, city } = app.sites
  const mother = person('PA', 'F', 34, 'سلمى الأتاسي', {
    id: ids.person,
    latinName: 'Salma al-Atassi',
    needs: [{ id: uuidv7(), code: 'DS-PM', urgency: 'high', note: 'needs a wheelchair' }],
    documents: [{ kind: 'national-id', number: 'A1234567', country: 'SYR' }],
  })
  const consents = [{ id: uuidv7(), purpose: 'host-authorities', decision: 'refused' }]
  await must(
    supervisor.act(
      'registration.registerHousehold',
      household(north, [mother, person('SON', 'M', 3, 'عمر الأتاسي')], {
        id: ids.household,
        phone: '+254700000001',
        consents,
      }),
    ),
  )
  for (let count = 0; count < 3; count += 1) await must(supervisor.act('registration.registerHousehold', family(city)))
})
afterAll(() => workplace?.close())

async function must(answer: Promise<{ status: number; body: unknown }>): Promise<void> {
  const { status, body } = await answer
  if (status >= 300) throw new Error(JSON.stringify(body))
}

type Who = 'nobody' | 'supervisor' | 'manager' | 'administrator'
const routes: readonly (readonly [who: Who, path: string])[] = [
  ['nobody', '/sign-in'],
  ['nobody', '/first/a-token-that-nobody-made'],
  ['nobody', '/invitation/INVITATION'],
  ['supervisor', '/s/two-camps/overview'],
  ['supervisor', '/s/two-camps/register'],
  ['supervisor', '/s/two-camps/group'],
  ['supervisor', '/s/two-camps/people'],
  ['supervisor', '/s/two-camps/people/PERSON'],
  ['supervisor', '/s/two-camps/households'],
  ['supervisor', '/s/two-camps/households/HOUSEHOLD'],
  ['supervisor', '/s/two-camps/households/HOUSEHOLD/add'],
  ['supervisor', '/s/two-camps/needs'],
  ['supervisor', '/s/two-camps/numbers'],
  ['supervisor', '/s/two-camps/imports'],
  ['supervisor', '/s/two-camps/journal'],
  ['manager', '/s/two-camps/sites'],
  ['manager', '/s/two-camps/staff'],
  ['administrator', '/accounts'],
  ['administrator', '/situations'],
  ['administrator', '/account'],
  ['administrator', '/nowhere'],
]

const signedIn = (who: Who): TestApi | undefined => ({ nobody: undefined, supervisor, manager, administrator })[who]
const pathOf = (path: string) =>
  path.replace('PERSON', ids.person).replace('HOUSEHOLD', ids.household).replace('INVITATION', ids.invitation)

/** Goes to a path and waits until it shows what it has. */
async function open(page: Page, path: string): Promise<void> {
  await page.goto(pathOf(path))
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await page.waitForLoadState('networkidle')
}

async function axe(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(tags).setLegacyMode(true).analyze()
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(node => `${id}: ${node.target.join(' ')} ${node.html.slice(0, 160)}`),
  )
}

/** How far the page itself can be moved sideways, and by what. Wide tables scroll in a box of their own. */
async function overflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    if (scrollWidth <= clientWidth) return []
    const wide = [...document.body.querySelectorAll('*')].filter(element => {
      const { left, right } = element.getBoundingClientRect()
      return (left < -1 || right > clientWidth + 1) && element.closest('[class*=scroll]') === null
    })
    return [
      `${scrollWidth} px wide`,
      ...wide
        .slice(0, 4)
        .map(element => `${element.tagName} ${String(element.className)} ${element.textContent?.slice(0, 40)}`),
    ]
  })
}

// Colours do not depend on the language, so the second language is looked at in the dark.
describe.each([
  ['en', 'light'],
  ['ar', 'dark'],
] as const)('in the language %s and the %s theme', (locale, colorScheme) => {
  const visits = new Map<Who, Visit>()
  const visitOf = async (who: Who): Promise<Visit> => {
    const as = signedIn(who)
    const visit = visits.get(who) ?? (await workplace.visit({ locale, colorScheme, ...(as ? { as } : {}) }))
    visits.set(who, visit)
    return visit
  }
  afterAll(() => Promise.all([...visits.values()].map(visit => visit.close())))

  test.each(routes)('%s at %s: axe finds nothing, and a phone needs no sideways scrolling', async (who, path) => {
    const { page, faults } = await visitOf(who)
    faults.length = 0
    await page.setViewportSize(DESK)
    await open(page, path)
    expect(await axe(page)).toEqual([])
    await page.setViewportSize(PHONE)
    expect(await overflow(page)).toEqual([])
    expect(faults).toEqual([])
  })
})

test('with the keyboard alone: skip link first, then the navigation, and the main action', async () => {
  const { page, words, close } = await workplace.visit({ as: supervisor })
  const { t } = words
  await open(page, '/s/two-camps/households')
  const focused = () =>
    page.evaluate(async () => {
      // What the focus changes is there with the next frame.
      await new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))
      const element = document.activeElement as HTMLElement
      const box = element.getBoundingClientRect()
      return {
        name: element.getAttribute('aria-label') ?? element.textContent?.trim() ?? '',
        place: element.closest('nav') ? 'nav' : element.closest('main') ? 'main' : 'top',
        shown: box.width > 0 && box.bottom > 0 && box.top < innerHeight,
        outlined: getComputedStyle(element).outlineStyle !== 'none' || getComputedStyle(element).boxShadow !== 'none',
      }
    })
  // A page gives its title the focus; the way back from there must lead to the very beginning.
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1')
  for (let step = 0; step < 40 && (await focused()).name !== t('web.shell.skip'); step += 1)
    await page.keyboard.press('Shift+Tab')
  const way = [await focused()]
  while (way.length < 40 && way.at(-1)?.place !== 'main') {
    await page.keyboard.press('Tab')
    way.push(await focused())
  }
  expect(way[0]?.name).toBe(t('web.shell.skip'))
  expect(way.map(({ name }) => name)).toEqual(
    expect.arrayContaining([t('web.shell.language'), t('web.nav.register'), t('web.nav.find'), t('web.nav.numbers')]),
  )
  expect(way.at(-1)?.place).toBe('main')
  expect(way.filter(({ shown, outlined }) => !shown || !outlined)).toEqual([])

  await open(page, '/s/two-camps/people')
  await page.getByRole('link', { name: t('web.shell.skip') }).focus()
  await page.keyboard.press('Enter')
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('main')
  await page.keyboard.press('Tab')
  expect((await focused()).name).toBe(t('web.nav.register'))
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: t('web.register.title') }).waitFor()
  await close()
})

test('«?» explains the keys, «/» finds a person, and Escape leaves both', async () => {
  const { page, words, faults, close } = await workplace.visit({ as: supervisor })
  const { t } = words
  await open(page, '/s/two-camps/overview')
  await page.keyboard.press('?')
  const help = page.getByRole('dialog', { name: t('web.shell.keyboard') })
  await help.waitFor()
  expect(await axe(page)).toEqual([])
  await page.keyboard.press('Escape')
  await help.waitFor({ state: 'hidden' })
  await page.keyboard.press('/')
  const field = page.getByRole('combobox', { name: t('web.shell.search') })
  await field.waitFor()
  await page.keyboard.type('Salma Atassi')
  await page.getByRole('option', { name: 'سلمى الأتاسي' }).waitFor()
  expect(await axe(page)).toEqual([])
  await page.keyboard.press('Escape')
  await field.waitFor({ state: 'hidden' })
  await page.keyboard.press('/')
  await field.waitFor()
  await page.keyboard.type('Salma Atassi')
  await page.getByRole('option', { name: 'سلمى الأتاسي' }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'سلمى الأتاسي' }).waitFor()
  await page.keyboard.press('g')
  await page.keyboard.press('h')
  await page.waitForURL('**/s/two-camps/households')
  expect(faults).toEqual([])
  await close()
})
