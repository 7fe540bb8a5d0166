import type { Client } from './session.ts'

/** What lies below a pg client; its types do not show it. */
interface Corkable {
  readonly connection?: { readonly stream?: { cork?: () => void; uncork?: () => void } }
}

/**
 * Lets all statements that are sent before the running code comes to rest leave in one write to the socket: each write
 * wakes the database once, and an act has a dozen statements. Without a stream that can wait it changes nothing.
 */
export function sendTogether(client: Client): void {
  const stream = (client as Corkable).connection?.stream
  if (!stream?.cork || !stream.uncork) return
  stream.cork()
  process.nextTick(() => stream.uncork?.())
}
