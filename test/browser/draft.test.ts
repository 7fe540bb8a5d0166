import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Uuid, uuidv7 } from '../../src/kernel/ids.ts'
import type { TestApi } from '../support/app.ts'
import { fillArrival, fillPerson } from './registering.ts'
import { openWorkplace, type Workplace } from './workplace.ts'

let workplace: Workplace
let registrar: TestApi
beforeAll(async () => {
  workplace = await openWorkplace({ situation: 'two-camps' })
  registrar = await workplace.app.as('registrar')
})
afterAll(() => workplace?.close())

async function found(text: string): Promise<{ name: string; household: Uuid }[]> {
  const answer = await registrar.query('registration.findIndividuals', { text })
  return answer.body.people
}

test('a half-written registration survives a closed tab', async () => {
  const { page, words, faults, newPage, close } = await workplace.visit({ as: registrar })
  const { t } = words
  await page.goto('/s/two-camps/register')
  await fillArrival(page, words, 'South camp', 'SOM')
  await fillPerson(page, words, 0, { names: ['Halima', 'Abdi', 'Warsame'], sex: 'F', birth: '1358' })
  await page.getByLabel(t('web.register.note')).fill('came on foot')
  await page.getByText(t('web.draft.saved', { time: '' }).trim(), { exact: false }).waitFor()
  await page.close()

  const again = await newPage()
  await again.goto('/s/two-camps/register')
  const name = (label: string) => again.getByRole('textbox', { name: t(label), exact: true })
  await name('web.name.given').waitFor()
  expect(await name('web.name.given').inputValue()).toBe('Halima')
  expect(await name('web.name.father').inputValue()).toBe('Abdi')
  expect(await name('web.name.family').inputValue()).toBe('Warsame')
  expect(await name('web.birth.label').inputValue()).toBe('1358')
  expect(await again.getByRole('radio', { name: t('vocabulary.sex.F'), exact: true }).isChecked()).toBe(true)
  expect(await name('web.register.note').inputValue()).toBe('came on foot')
  // Nothing of it has gone to the server, and what is kept on the device cannot be read as it lies there.
  expect(await found('Halima Warsame')).toEqual([])
  const kept = await again.evaluate(readEverything)
  expect(kept.length).toBeGreaterThan(0)
  expect(kept).not.toMatch(/Halima|Warsame|on foot/)
  expect(faults).toEqual([])
  await close()
})

test('a registration sent without a connection waits, and goes through once when it is back', async () => {
  const { context, page, words, faults, close } = await workplace.visit({ as: registrar })
  const { t } = words
  const sent: string[] = []
  page.on('request', request => {
    if (request.method() === 'POST' && /\/api\/acts/.test(request.url())) sent.push(request.postDataJSON().id)
  })
  await page.goto('/s/two-camps/register')
  await fillArrival(page, words, 'South camp', 'SOM')
  await fillPerson(page, words, 0, { names: ['Ayaan', 'Nur', 'Farah'], sex: 'F', birth: 'about 30' })
  await context.setOffline(true)
  await page.getByRole('button', { name: t('web.register.submit', { count: 1 }) }).click()
  await page.getByText(t('web.register.waiting', { name: 'Ayaan Nur Farah' })).waitFor()
  await page.getByRole('button', { name: t('web.outbox.waiting', { count: 1 }) }).waitFor()
  expect(await found('Ayaan Farah')).toEqual([])

  await context.setOffline(false)
  await page.getByText(t('web.outbox.said.accepted', { label: 'Ayaan Nur Farah' })).waitFor()
  await page.getByRole('button', { name: t('web.outbox.sent') }).waitFor()
  const people = await found('Ayaan Farah')
  expect(people.map(({ name }) => name)).toEqual(['Ayaan Nur Farah'])
  // Every try carried the same id; the browser itself says that the first could not leave.
  expect(new Set(sent).size).toBe(1)
  expect(sent.length).toBeGreaterThanOrEqual(2)
  expect(faults.filter(fault => !/ERR_INTERNET_DISCONNECTED/.test(fault))).toEqual([])
  await close()
})

test('an answer that is lost on its way does not register the household twice', async () => {
  const { page, words, close } = await workplace.visit({ as: registrar })
  const { t } = words
  let lost = 0
  await page.route('**/api/acts*', async route => {
    if (lost > 0) return route.continue()
    lost += 1
    await route.fetch()
    await route.abort('connectionreset')
  })
  await page.goto('/s/two-camps/register')
  await fillArrival(page, words, 'South camp', 'SOM')
  await fillPerson(page, words, 0, { names: ['Sahra', 'Ali', 'Jama'], sex: 'F', birth: '28' })
  await page.getByRole('button', { name: t('web.register.submit', { count: 1 }) }).click()
  await page.getByText(t('web.register.waiting', { name: 'Sahra Ali Jama' })).waitFor()
  expect(lost).toBe(1)
  expect(await found('Sahra Jama')).toHaveLength(1)
  await page.getByRole('button', { name: t('web.outbox.waiting', { count: 1 }) }).click()
  await page.getByRole('button', { name: t('web.outbox.send-now') }).click()
  await page.getByRole('button', { name: t('web.outbox.sent') }).waitFor()
  expect(await found('Sahra Jama')).toHaveLength(1)
  await close()
})

test('what waits on a device is not shown to the next person who signs in there', async () => {
  const other = await workplace.app.as('registrar', { name: 'Somebody Else', email: `${uuidv7()}@example.org` })
  const { context, page, words, close } = await workplace.visit({ as: registrar })
  const { t } = words
  await page.goto('/s/two-camps/register')
  await page.getByRole('textbox', { name: t('web.name.given'), exact: true }).fill('Hodan')
  await page.getByText(t('web.draft.saved', { time: '' }).trim(), { exact: false }).waitFor()
  const at = other.cookie?.indexOf('=') ?? -1
  await context.clearCookies()
  await context.addCookies([
    { name: other.cookie?.slice(0, at) ?? '', value: other.cookie?.slice(at + 1) ?? '', url: workplace.origin },
  ])
  await page.goto('/s/two-camps/register')
  await page.getByRole('button', { name: t('web.shell.account-menu', { name: 'Somebody Else' }) }).waitFor()
  const given = page.getByRole('textbox', { name: t('web.name.given'), exact: true })
  await given.waitFor()
  expect(await given.inputValue()).toBe('')
  await close()
})

/** Runs in the page: everything that IndexedDB and both storages hold, as text. */
async function readEverything(): Promise<string> {
  const read = (value: unknown): string => {
    if (value instanceof ArrayBuffer) return new TextDecoder('latin1').decode(value)
    if (ArrayBuffer.isView(value)) return new TextDecoder('latin1').decode(value)
    if (value instanceof CryptoKey) return `key, extractable: ${value.extractable}`
    if (typeof value === 'object' && value !== null)
      return Object.entries(value)
        .map(([key, one]) => `${key}=${read(one)}`)
        .join(';')
    return String(value)
  }
  const parts: string[] = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })]
  for (const { name } of await indexedDB.databases()) {
    const database = await new Promise<IDBDatabase>((opened, failed) => {
      const request = indexedDB.open(name ?? '')
      request.onsuccess = () => opened(request.result)
      request.onerror = () => failed(request.error)
    })
    for (const store of database.objectStoreNames) {
      const rows = await new Promise<unknown[]>((got, failed) => {
        const request = database.transaction(store).objectStore(store).getAll()
        request.onsuccess = () => got(request.result)
        request.onerror = () => failed(request.error)
      })
      parts.push(`${name}/${store}`, ...rows.map(read))
    }
    database.close()
  }
  return parts.join('\n')
}
