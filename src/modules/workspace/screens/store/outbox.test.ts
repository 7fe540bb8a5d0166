import { expect, it } from 'vitest'
import type { ActEnvelope } from '../../../../kernel/acts/define.ts'
import { uuidv7 } from '../../../../kernel/ids.ts'
import { type ActReply, type Api, RequestFailed } from '../data/api.tsx'
import { Outbox, type OutboxEntry } from './outbox.ts'
import type { Kept, Vault } from './vault.ts'

const problem = { code: 'registration.site-closed', status: 422, title: 'The site is closed', fields: [] }
const envelope = (): ActEnvelope => ({
  id: uuidv7(),
  name: 'test.note',
  situation: 1,
  input: { text: 'a' },
  keep: false,
})
const accepted = (id: string): ActReply<never> => ({ answer: 'accepted', id, result: undefined as never })

/** A server whose answers are given one by one, and a device that remembers what it was told. */
function setUp() {
  const sent: string[] = []
  const answers: ((id: string) => ActReply<never>)[] = []
  const boxes = new Map<string, unknown>()
  const api: Pick<Api, 'send'> = {
    send: async <Result>({ id }: ActEnvelope) => {
      sent.push(id)
      const next = answers.shift()
      if (!next) throw new RequestFailed(undefined, true)
      return next(id) as ActReply<Result>
    },
  }
  const vault: Vault = {
    put: async (_box, id, value) => void boxes.set(id, structuredClone(value)),
    get: async <Value>(_box: string, id: string) =>
      boxes.has(id) ? ({ id, value: boxes.get(id) as Value, at: 0 } satisfies Kept<Value>) : undefined,
    list: async <Value>() => [...boxes].map(([id, value]) => ({ id, value: value as Value, at: 0 })),
    remove: async (_box, id) => void boxes.delete(id),
    clear: async () => boxes.clear(),
  }
  const heard: OutboxEntry[] = []
  const open = () => new Outbox({ api, vault, owner: 'someone', onAnswer: entry => heard.push(entry) })
  return { sent, answers, boxes, heard, open }
}

it('keeps an act that could not be sent, and sends it later under the same id', async () => {
  const { sent, answers, boxes, open } = setUp()
  const outbox = open()
  const act = envelope()
  expect(await outbox.deliver(act, 'A')).toEqual({ answer: 'waiting', id: act.id })
  expect([...boxes.keys()]).toEqual([act.id])
  answers.push(accepted)
  await outbox.flush()
  outbox.stop()
  expect(sent).toEqual([act.id, act.id])
  expect(boxes.size).toBe(0)
  expect(outbox.snapshot()).toMatchObject([{ state: 'accepted' }])
})

it('finds in a new tab what an old one left', async () => {
  const { sent, answers, boxes, open } = setUp()
  const act = envelope()
  const old = open()
  await old.deliver(act, 'A')
  old.stop()
  answers.push(accepted)
  const fresh = open()
  await fresh.start()
  await expect.poll(() => boxes.size).toBe(0)
  fresh.stop()
  expect(sent).toEqual([act.id, act.id])
})

it('keeps the only copy of an act that was refused after it had waited', async () => {
  const { answers, boxes, heard, open } = setUp()
  const outbox = open()
  const act = envelope()
  await outbox.deliver(act, 'A')
  answers.push(id => ({ answer: 'refused', id, problem }))
  await outbox.flush()
  outbox.stop()
  expect(heard).toMatchObject([{ state: 'refused', problem: { code: problem.code } }])
  expect([...boxes.keys()]).toEqual([act.id])
})

it('leaves a refusal that comes at once to the form, which still holds everything', async () => {
  const { answers, boxes, open } = setUp()
  const outbox = open()
  answers.push(id => ({ answer: 'refused', id, problem }))
  expect(await outbox.deliver(envelope(), 'A')).toMatchObject({ answer: 'refused' })
  outbox.stop()
  expect(boxes.size).toBe(0)
  expect(outbox.snapshot()).toEqual([])
})

it('does not overtake: what follows waits for what cannot be sent', async () => {
  const { sent, open } = setUp()
  const outbox = open()
  const [first, second] = [envelope(), envelope()]
  await outbox.deliver(first, 'A')
  await outbox.deliver(second, 'B')
  sent.length = 0
  await outbox.flush()
  outbox.stop()
  expect(sent).toEqual([first.id])
})
