const DATABASE = 'nansen-workspace'
const KEYS = 'keys'
const BOXES = 'boxes'

interface Sealed {
  readonly key: string
  readonly iv: Uint8Array<ArrayBuffer>
  readonly bytes: ArrayBuffer
  readonly at: number
}

export interface Kept<Value> {
  readonly id: string
  readonly value: Value
  /** Epoch milliseconds when it was put. */
  readonly at: number
}

/**
 * What a person has entered and the server has not got yet, kept on the device under that person's own key. The key
 * cannot be exported from the browser, so copied profile files alone do not give the text away; whoever can use the
 * unlocked browser profile can.
 */
export interface Vault {
  put(box: string, id: string, value: unknown): Promise<void>
  get<Value>(box: string, id: string): Promise<Kept<Value> | undefined>
  list<Value>(box: string): Promise<Kept<Value>[]>
  remove(box: string, id: string): Promise<void>
  /** Forgets everything of this owner, the key first. */
  clear(): Promise<void>
}

/**
 * Opens the vault of one user.
 * @returns undefined where the browser gives no durable storage or no cryptography (a plain-HTTP address, a private window).
 */
export async function openVault(owner: string): Promise<Vault | undefined> {
  if (typeof indexedDB === 'undefined' || globalThis.crypto?.subtle === undefined) return undefined
  try {
    const database = await open()
    return new IndexedVault(database, owner, await keyOf(database, owner))
  } catch {
    return undefined
  }
}

class IndexedVault implements Vault {
  readonly #database: IDBDatabase
  readonly #owner: string
  readonly #key: CryptoKey

  constructor(database: IDBDatabase, owner: string, key: CryptoKey) {
    this.#database = database
    this.#owner = owner
    this.#key = key
  }

  async put(box: string, id: string, value: unknown): Promise<void> {
    const key = this.#name(box, id)
    const iv = crypto.getRandomValues(new Uint8Array(12))
    const plain = new TextEncoder().encode(JSON.stringify(value))
    // The name is bound to the bytes, so that one box cannot be passed off as another.
    const bytes = await crypto.subtle.encrypt(
      { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(key) },
      this.#key,
      plain,
    )
    const sealed: Sealed = { key, iv, bytes, at: Date.now() }
    await run(this.#database, BOXES, 'readwrite', store => store.put(sealed))
  }

  async get<Value>(box: string, id: string): Promise<Kept<Value> | undefined> {
    const sealed = await run<Sealed | undefined>(this.#database, BOXES, 'readonly', store =>
      store.get(this.#name(box, id)),
    )
    return sealed ? this.#open(sealed) : undefined
  }

  async list<Value>(box: string): Promise<Kept<Value>[]> {
    const prefix = this.#name(box, '')
    const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`)
    const all = await run<Sealed[]>(this.#database, BOXES, 'readonly', store => store.getAll(range))
    const opened = await Promise.all(all.map(sealed => this.#open<Value>(sealed)))
    return opened.filter(kept => kept !== undefined)
  }

  async remove(box: string, id: string): Promise<void> {
    await run(this.#database, BOXES, 'readwrite', store => store.delete(this.#name(box, id)))
  }

  async clear(): Promise<void> {
    await run(this.#database, KEYS, 'readwrite', store => store.delete(this.#owner))
    const range = IDBKeyRange.bound(`${this.#owner}/`, `${this.#owner}/\uffff`)
    await run(this.#database, BOXES, 'readwrite', store => store.delete(range))
  }

  #name(box: string, id: string): string {
    return `${this.#owner}/${box}/${id}`
  }

  async #open<Value>(sealed: Sealed): Promise<Kept<Value> | undefined> {
    try {
      const additionalData = new TextEncoder().encode(sealed.key)
      const plain = await crypto.subtle.decrypt(
        { name: 'AES-GCM', iv: sealed.iv, additionalData },
        this.#key,
        sealed.bytes,
      )
      const id = sealed.key.split('/').slice(2).join('/')
      return { id, value: JSON.parse(new TextDecoder().decode(plain)) as Value, at: sealed.at }
    } catch {
      // Sealed under a key that is gone: unreadable for everyone, so it is as if it were not there.
      return undefined
    }
  }
}

async function keyOf(database: IDBDatabase, owner: string): Promise<CryptoKey> {
  const known = await run<CryptoKey | undefined>(database, KEYS, 'readonly', store => store.get(owner))
  if (known) return known
  const fresh = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
  try {
    await run(database, KEYS, 'readwrite', store => store.add(fresh, owner))
    return fresh
  } catch (failure) {
    // Another tab made one at the same moment: its key is the key.
    const theirs = await run<CryptoKey | undefined>(database, KEYS, 'readonly', store => store.get(owner))
    if (theirs) return theirs
    throw failure
  }
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1)
    request.onupgradeneeded = () => {
      request.result.createObjectStore(KEYS)
      request.result.createObjectStore(BOXES, { keyPath: 'key' })
    }
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
    request.onblocked = () => reject(new Error('blocked'))
  })
}

/** One request in a transaction of its own; resolves when the transaction is complete, so what is written is there. */
function run<Result>(
  database: IDBDatabase,
  store: string,
  mode: IDBTransactionMode,
  ask: (store: IDBObjectStore) => IDBRequest,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(store, mode, { durability: 'strict' })
    const request = ask(transaction.objectStore(store))
    transaction.oncomplete = () => resolve(request.result as Result)
    transaction.onerror = () => reject(transaction.error ?? request.error)
    transaction.onabort = () => reject(transaction.error ?? request.error)
  })
}
