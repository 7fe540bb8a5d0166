import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { lockFolder, startOf } from './lock.ts'
import { DatabaseProblem } from './problem.ts'

describe('the lock of a folder', () => {
  let base: string
  let folder: string
  beforeAll(async () => {
    base = await mkdtemp(join(tmpdir(), 'nansen-lock-'))
  })
  beforeEach(async () => {
    folder = await mkdtemp(join(base, 'f'))
  })
  afterAll(() => rm(base, { recursive: true, force: true }))

  const holder = async (changes: object) => {
    const lock = await lockFolder(folder)
    const text = await readFile(join(folder, 'lock'), 'utf8')
    await lock.release()
    await writeFile(join(folder, 'lock'), JSON.stringify({ ...JSON.parse(text), ...changes }))
  }
  const race = async (runners: number) => {
    const all = await Promise.allSettled(Array.from({ length: runners }, () => lockFolder(folder)))
    for (const one of all) {
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'database.in-use' })
    }
    return all.filter(one => one.status === 'fulfilled').map(one => one.value)
  }

  it('is held by one, refused to others, and free again after its release', async () => {
    const lock = await lockFolder(folder)
    await expect(lockFolder(folder)).rejects.toBeInstanceOf(DatabaseProblem)
    await lock.release()
    await (await lockFolder(folder)).release()
    expect(await readdir(folder)).toEqual([])
  })

  it('goes to one only, when many want a free folder', async () => {
    expect(await race(30)).toHaveLength(1)
    expect(await readdir(folder)).toEqual(['lock'])
  })

  it('goes to one only, when many find that its holder is dead', async () => {
    for (let round = 0; round < 10; round++) {
      await holder({ pid: 2 ** 22 + 1, nonce: `dead-${round}` })
      const winners = await race(20)
      expect(winners).toHaveLength(1)
      expect(JSON.parse(await readFile(join(folder, 'lock'), 'utf8'))).toMatchObject({ pid: process.pid })
      await winners[0]?.release()
    }
  })

  it('goes to one only, when a successor died between its two steps', async () => {
    const dead = { pid: 2 ** 22 + 1, nonce: 'first' }
    await holder(dead)
    const text = await readFile(join(folder, 'lock'), 'utf8')
    await writeFile(join(folder, 'lock.first.next'), text.replace('"first"', '"second"'))
    expect(await race(20)).toHaveLength(1)
    expect(await readdir(folder)).toEqual(['lock'])
  })

  it('is not mistaken for held when its pid now belongs to another process', async () => {
    await holder({ pid: process.ppid, started: 'long ago', nonce: 'reused' })
    expect(await startOf(process.ppid)).not.toBe(undefined)
    await (await lockFolder(folder)).release()
  })

  it('left torn by a power cut is taken', async () => {
    for (const text of ['', '{"pid": 1', 'null', '\0\0\0']) {
      await writeFile(join(folder, 'lock'), text)
      await (await lockFolder(folder)).release()
    }
  })

  it('of a holder on another machine counts as long as its heartbeat goes on', { timeout: 60_000 }, async () => {
    await holder({ space: 'elsewhere', nonce: 'far' })
    const path = join(folder, 'lock')
    const beat = setInterval(() => void utimes(path, new Date(), new Date()).catch(() => undefined), 1000)
    await expect(lockFolder(folder)).rejects.toMatchObject({ code: 'database.in-use' })
    clearInterval(beat)
    await (await lockFolder(folder)).release()
  })
})
