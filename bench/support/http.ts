import { connect, type Socket } from 'node:net'

/** An answer's status and body. */
export interface Answer {
  readonly status: number
  readonly body: string
}

/**
 * One kept connection that sends ready-made requests and reads answers with a Content-Length. Leaner than a general client:
 * on a small machine the client's own work would be counted against the server.
 */
export class Connection {
  readonly #socket: Socket
  #received: Buffer[] = []
  #size = 0
  #wanted = -1
  #settle: { resolve: (answer: Answer) => void; reject: (failure: Error) => void } | undefined

  private constructor(socket: Socket) {
    this.#socket = socket
    socket.setNoDelay(true)
    socket.on('data', chunk => this.#take(chunk))
    socket.on('error', failure => this.#settle?.reject(failure))
    socket.on('close', () => this.#settle?.reject(new Error('the server closed the connection')))
  }

  static open(port: number): Promise<Connection> {
    return new Promise((resolve, reject) => {
      const socket = connect({ host: '127.0.0.1', port }, () => resolve(new Connection(socket)))
      socket.once('error', reject)
    })
  }

  send(request: Buffer): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#settle = { resolve, reject }
      this.#socket.write(request)
    })
  }

  close(): void {
    this.#settle = undefined
    this.#socket.destroy()
  }

  #take(chunk: Buffer): void {
    this.#received.push(chunk)
    this.#size += chunk.length
    if (this.#wanted < 0) {
      const head = Buffer.concat(this.#received)
      const end = head.indexOf('\r\n\r\n')
      if (end < 0) return
      const length = /\r\ncontent-length: (\d+)/i.exec(head.toString('latin1', 0, end))?.[1]
      if (length === undefined) {
        this.#settle?.reject(new Error('an answer without a length'))
        return
      }
      this.#wanted = end + 4 + Number(length)
    }
    if (this.#size < this.#wanted) return
    const whole = Buffer.concat(this.#received)
    const answer = {
      status: Number(whole.toString('latin1', 9, 12)),
      body: whole.toString('utf8', whole.indexOf('\r\n\r\n') + 4, this.#wanted),
    }
    this.#received = []
    this.#size = 0
    this.#wanted = -1
    const settle = this.#settle
    this.#settle = undefined
    settle?.resolve(answer)
  }
}

/** A request as it goes over the wire. */
export function requestBytes(method: 'GET' | 'POST', path: string, token: string, body?: string): Buffer {
  const lines = [`${method} ${path} HTTP/1.1`, 'host: 127.0.0.1', `authorization: Bearer ${token}`]
  if (body !== undefined) lines.push('content-type: application/json', `content-length: ${Buffer.byteLength(body)}`)
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body ?? ''}`)
}

/** Sends all requests over so many connections, each as soon as the one before it is answered. Milliseconds each took. */
export async function drive(
  connections: readonly Connection[],
  requests: readonly Buffer[],
  check: (answer: Answer) => void,
): Promise<number[]> {
  const taken: number[] = []
  let next = 0
  const run = async (connection: Connection) => {
    for (;;) {
      const request = requests[next++]
      if (!request) return
      const started = performance.now()
      const answer = await connection.send(request)
      taken.push(performance.now() - started)
      check(answer)
    }
  }
  await Promise.all(connections.map(run))
  return taken
}
