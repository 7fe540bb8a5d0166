import { readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApi, type TestApp, testApp } from '../../../../test/support/app.ts'
import { uuidv7 } from '../../../kernel/ids.ts'
import { smallPhoto } from './photo.ts'
import { spool, uploadPath } from './uploads.ts'

let app: TestApp
let registrar: TestApi
const dataFolder = join(tmpdir(), `nansen-files-${process.pid}`)

beforeAll(async () => {
  app = await testApp({ situation: 'two-camps', server: { dataFolder } })
  registrar = await app.as('registrar')
})

afterAll(async () => {
  expect(app.faults).toEqual([])
  await app.close()
  await rm(dataFolder, { recursive: true, force: true })
})

/** A picture as a telephone makes it: large, turned, with the place in it. */
function fromCamera(width = 2400, height = 1800): Promise<Buffer> {
  const noise = Buffer.alloc(width * height * 3)
  for (let at = 0; at < noise.length; at += 997) noise[at] = (at * 31) % 251
  return sharp(noise, { raw: { width, height, channels: 3 } })
    .withMetadata({ orientation: 6 })
    .withExifMerge({
      IFD0: { Make: 'SpyPhone', Model: 'X1' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '3/1 42/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '34/1 51/1 0/1' },
    })
    .jpeg()
    .toBuffer()
}

const post = (who: TestApi, body: Buffer, url = '/api/files/photo?situation=1', type = 'image/jpeg') =>
  who.send('POST', url, body, { 'content-type': type })

function family(photo: string, site: string) {
  return {
    id: uuidv7(),
    site,
    origin: 'SOM',
    arrivedOn: '2026-01-10',
    members: [
      {
        id: uuidv7(),
        relationship: 'PA',
        sex: 'F',
        birth: { date: '1990-05-06', precision: 'day', estimated: false },
        names: [{ kind: 'given', text: 'Halima' }],
        photo,
      },
    ],
  }
}

test('a photo becomes small and upright and loses the place where it was taken', async () => {
  const camera = await fromCamera()
  expect((await sharp(camera).metadata()).exif).toBeDefined()
  expect(camera.includes('SpyPhone')).toBe(true)
  const small = await smallPhoto(camera)
  const found = await sharp(small.bytes).metadata()
  expect(found).toMatchObject({ format: 'jpeg', width: 600, height: 800 })
  expect(found.exif ?? found.icc ?? found.iptc ?? found.xmp ?? found.orientation).toBeUndefined()
  expect(small.bytes.includes('SpyPhone')).toBe(false)
  expect(small.bytes.length).toBeLessThanOrEqual(200_000)
})

test.each(['png', 'webp'] as const)('a picture in %s is taken too, its transparency on white', async format => {
  const picture = await sharp({
    create: { width: 90, height: 60, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
  })
    .toFormat(format)
    .toBuffer()
  const small = await smallPhoto(picture)
  expect(small).toMatchObject({ width: 90, height: 60, mediaType: 'image/jpeg' })
  const pixel = await sharp(small.bytes).extract({ left: 1, top: 1, width: 1, height: 1 }).raw().toBuffer()
  expect([...pixel]).toEqual([255, 255, 255])
})

test('noise that does not shrink is made rougher until it fits the journal', async () => {
  const noise = Buffer.from(Array.from({ length: 600 * 800 * 3 }, (_, at) => (at * 7919 + ((at * at) % 8191)) % 256))
  const png = await sharp(noise, { raw: { width: 600, height: 800, channels: 3 } })
    .png()
    .toBuffer()
  const outcome = await smallPhoto(png).then(
    small => small.bytes.length <= 200_000,
    (problem: { code: string }) => problem.code === 'files.image-too-large',
  )
  expect(outcome).toBe(true)
})

test('what is no picture, a broken one, or a bomb of pixels is refused', async () => {
  const not = { code: 'files.not-an-image', status: 422 }
  await expect(smallPhoto(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))).rejects.toMatchObject(not)
  await expect(smallPhoto(Buffer.from('GIF89a'))).rejects.toMatchObject(not)
  await expect(smallPhoto((await fromCamera(300, 300)).subarray(0, 900))).rejects.toMatchObject(not)
  const bomb = await sharp({
    create: { width: 8000, height: 8000, channels: 3, background: '#fff' },
    limitInputPixels: false,
  })
    .png({ compressionLevel: 3 })
    .toBuffer()
  expect(bomb.length).toBeLessThan(2_000_000)
  await expect(smallPhoto(bomb)).rejects.toMatchObject({ code: 'files.image-too-large' })
})

test('a photo is kept once under its id, and served only where the individual may be read', async () => {
  const id = uuidv7()
  const camera = await fromCamera(800, 800)
  const url = `/api/files/photo?situation=1&id=${id}`
  expect(await post(registrar, camera, url)).toMatchObject({ status: 200, body: { photo: id, answer: 'accepted' } })
  expect(await post(registrar, camera, url)).toMatchObject({
    status: 200,
    body: { photo: id, answer: 'already-accepted' },
  })
  const address = `/api/photos/1/${id}`
  // It hangs on nobody yet.
  expect(await registrar.get(address)).toMatchObject({ status: 404 })
  expect(await registrar.act('registration.registerHousehold', family(id, app.sites.north))).toMatchObject({
    status: 200,
  })
  const served = await registrar.get(address)
  expect(served).toMatchObject({
    status: 200,
    headers: {
      'content-type': 'image/jpeg',
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
  })
  expect((await sharp(served.raw.rawPayload).metadata()).format).toBe('jpeg')
  const here = await app.as('registrar', { sites: [app.sites.north] })
  const elsewhere = await app.as('registrar', { sites: [app.sites.city] })
  const viewer = await app.as('viewer')
  expect((await here.get(address)).status).toBe(200)
  expect((await elsewhere.get(address)).status).toBe(404)
  expect((await viewer.get(address)).status).toBe(403)
  expect((await app.api.get(address)).status).toBe(401)
  expect((await registrar.get(`/api/photos/2/${id}`)).status).toBe(403)
  expect((await registrar.get('/api/photos/1/nothing')).status).toBe(404)
})

test('the photo’s act replays: its picture is in the journal', async () => {
  const id = uuidv7()
  await post(registrar, await fromCamera(300, 400), `/api/files/photo?situation=1&id=${id}`)
  const { rows } = await app.house.database.owner.query(
    `SELECT p.input->>'bytesBase64' AS journal, encode(f.bytes, 'base64') AS kept FROM journal_payload p, photo f
     WHERE p.act_id = $1 AND f.id = $1`,
    [id],
  )
  expect(rows[0].journal).toBe(rows[0].kept.replaceAll('\n', ''))
})

test('only who registers sends photos, in the picture types and up to fifteen megabytes', async () => {
  const camera = await fromCamera(100, 100)
  const viewer = await app.as('viewer')
  expect(await post(viewer, camera)).toMatchObject({ status: 403 })
  expect(await post(app.api, camera)).toMatchObject({ status: 401 })
  expect(await post(registrar, camera, undefined, 'image/svg+xml')).toMatchObject({ status: 415 })
  expect(await post(registrar, camera, '/api/files/photo')).toMatchObject({ status: 422 })
  expect(await post(registrar, Buffer.from('text'))).toMatchObject({
    status: 422,
    body: { code: 'files.not-an-image' },
  })
  expect(await post(registrar, Buffer.alloc(15 * 1024 ** 2 + 1))).toMatchObject({
    status: 413,
    body: { code: 'input.too-large' },
  })
})

test('a file to import is spooled to disk, for this program alone', async () => {
  const officer = await app.as('data-officer')
  const body = Buffer.from('name,sex\nHalima,F\n')
  const url = '/api/files/import?situation=1'
  const answer = await officer.send('POST', url, body, { 'content-type': 'application/octet-stream' })
  expect(answer).toMatchObject({ status: 201, body: { bytes: body.length } })
  const path = uploadPath(dataFolder, answer.body.file)
  expect(await readFile(path)).toEqual(body)
  expect((await stat(path)).mode & 0o777).toBe(0o600)
  expect((await stat(join(dataFolder, 'uploads'))).mode & 0o777).toBe(0o700)
  expect(await registrar.send('POST', url, body, { 'content-type': 'text/csv' })).toMatchObject({ status: 403 })
  expect(await officer.send('POST', url, Buffer.alloc(0), { 'content-type': 'text/csv' })).toMatchObject({
    status: 422,
  })
  expect(await officer.send('POST', url, body, { 'content-type': 'text/plain' })).toMatchObject({ status: 403 })
})

test('a file that is too large or cut short leaves nothing on disk', async () => {
  const folder = join(dataFolder, 'uploads')
  const before = await readdir(folder)
  await expect(spool(dataFolder, Readable.from([Buffer.alloc(600), Buffer.alloc(600)]), 1000)).rejects.toMatchObject({
    code: 'files.upload-too-large',
  })
  const cut = new Readable({
    read() {
      this.push(Buffer.alloc(10))
      this.destroy()
    },
  })
  await expect(spool(dataFolder, cut)).rejects.toMatchObject({ code: 'files.upload-cut-short' })
  expect(await readdir(folder)).toEqual(before)
})
