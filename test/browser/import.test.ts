import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorkplace, type Workplace } from './workplace.ts'

let workplace: Workplace
beforeAll(async () => {
  workplace = await openWorkplace({ situation: 'two-camps', work: true })
})
afterAll(() => workplace?.close())

const header = 'Household ID,Relationship,First name,Family name,Sex,Date of birth,Country of origin,Arrival date,Site'

describe.each([
  ['en', 'Amina', 'Deng', 'Garang'],
  ['ar', 'أمينة', 'دينق', 'قرنق'],
] as const)('in the language %s', (locale, given, family, son) => {
  const file = (birth: string) =>
    `${[
      header,
      `${locale}-1,PA,${given},${family},F,1985-03-02,SSD,2026-02-01,NORTH`,
      `${locale}-1,SON,${son},${family},M,${birth},SSD,2026-02-01,NORTH`,
    ].join('\n')}\n`

  test('a file with a fault says where it is; the mended file is taken in, and its people are there', async () => {
    const officer = await workplace.app.as('data-officer')
    const { page, words, faults, close } = await workplace.visit({ locale, as: officer })
    const { t } = words
    const bring = async (name: string, text: string) => {
      await page.goto('/s/two-camps/imports')
      await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
      await page.getByRole('button', { name: t('exchange.check'), exact: true }).click()
      await page.getByRole('heading', { level: 1, name }).waitFor()
    }

    await bring(`faulty-${locale}.csv`, file('2090-05-06'))
    const fault = page
      .getByRole('table', { name: t('exchange.faults') })
      .getByRole('row')
      .nth(1)
    await fault.getByText('Date of birth').waitFor()
    expect(await fault.getByRole('cell').first().innerText()).toBe(words.number(3))
    await fault.getByText(t('problem.exchange.date-in-future', { value: '2090-05-06' })).waitFor()
    expect(await page.getByRole('button', { name: t('exchange.accept', { people: 2 }) }).isDisabled()).toBe(true)
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: t('exchange.download-faults') }).click(),
    ])
    const list = (await readFile(await download.path(), 'utf8')).trim().split(/\r?\n/)
    // A heading, and the fault with its line and column.
    const [, ...lines] = list
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatch(/\b3\b/)
    expect(lines[0]).toContain('Date of birth')

    await bring(`good-${locale}.csv`, file('2012-05-06'))
    await page.getByRole('button', { name: t('exchange.accept', { people: 2 }) }).click()
    await page.getByText(t('exchange.taken', { added: 1, known: 0 })).waitFor()
    await page
      .getByRole('navigation')
      .getByRole('link', { name: t('web.nav.find') })
      .click()
    await page.getByRole('searchbox', { name: t('web.find.text') }).fill(`${son} ${family}`)
    await page.getByRole('link', { name: `${son} ${family}` }).click()
    await page.getByRole('heading', { level: 1, name: `${son} ${family}` }).waitFor()
    expect(faults).toEqual([])
    await close()
  })
})

test('the server had no error of its own', () => {
  expect(workplace.app.faults).toEqual([])
})
