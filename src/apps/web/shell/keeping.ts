import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { Api } from '../../../modules/workspace/screens/data/api.tsx'
import { askKey } from '../../../modules/workspace/screens/data/ask.ts'
import { Outbox, type OutboxEntry } from '../../../modules/workspace/screens/store/outbox.ts'
import { openVault, type Vault } from '../../../modules/workspace/screens/store/vault.ts'

/** Opens what this person has on the device; undefined until it is open. `onAnswer` hears of acts that were sent later. */
export function useKeeping(api: Api, owner: string, onAnswer: (entry: OutboxEntry) => void) {
  const client = useQueryClient()
  const hear = useRef(onAnswer)
  hear.current = onAnswer
  const [keeping, setKeeping] = useState<{ vault: Vault | undefined; outbox: Outbox }>()
  useEffect(() => {
    let outbox: Outbox | undefined
    let gone = false
    const open = async () => {
      const vault = await openVault(owner)
      if (gone) return
      outbox = new Outbox({
        api,
        vault,
        owner,
        onAnswer: entry => {
          void client.invalidateQueries({ queryKey: askKey(entry.envelope.situation) })
          hear.current(entry)
        },
      })
      setKeeping({ vault, outbox })
      await outbox.start()
    }
    void open()
    return () => {
      gone = true
      outbox?.stop()
    }
  }, [api, owner, client])
  return keeping
}
