import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import type { ActEnvelope } from '../../../../kernel/acts/define.ts'
import { uuidv7 } from '../../../../kernel/ids.ts'
import { type ActReply, useApi } from './api.tsx'
import { askKey } from './ask.ts'
import { useSession } from './session.tsx'

/** An act as it leaves a screen: the screen itself keeps what is refused, so the server need not. */
export function envelopeOf(name: string, situation: number, input: object): ActEnvelope {
  return { id: uuidv7(), name, situation, occurredAt: new Date().toISOString(), input, keep: false }
}

/**
 * Sends acts of one name and makes the answers that they touch old. `send` throws RequestFailed when the server is not
 * reached; the same input is then sent again under the same id, since the first may have arrived.
 */
export function useAct<Input extends object, Result = unknown>(name: string, options: { situation?: number } = {}) {
  const api = useApi()
  const client = useQueryClient()
  const session = useSession()
  const situation = options.situation ?? session.situation
  const [sending, setSending] = useState(false)
  const unanswered = useRef<ActEnvelope>(undefined)
  const send = useCallback(
    // What the schema fills in by itself may be left out.
    async (input: Partial<Input>): Promise<ActReply<Result>> => {
      const before = unanswered.current
      const again = before && JSON.stringify(before.input) === JSON.stringify(input)
      const envelope = again ? before : envelopeOf(name, situation, input)
      unanswered.current = envelope
      setSending(true)
      try {
        const reply = await api.send<Result>(envelope)
        unanswered.current = undefined
        if (reply.answer !== 'refused') void client.invalidateQueries({ queryKey: askKey(envelope.situation) })
        return reply
      } finally {
        setSending(false)
      }
    },
    [api, client, name, situation],
  )
  return { send, sending }
}
