// C2SP tlog-checkpoint (https://c2sp.org/tlog-checkpoint): a log's size and root, as a signed note.
import { fromBase64, NoteError, openNote, type Signer, signNote, type Verifier } from './note.ts'

const ROOT_BYTES = 32

export interface Checkpoint {
  /** Who keeps the log: one line, by custom the name of the key that signs. */
  origin: string
  /** Number of entries. */
  size: number
  /** Root of the RFC 6962 tree of that size. */
  rootHash: Uint8Array
  /** Further lines of the log's own. The specification advises against them: no monitor can check them. */
  extra?: readonly string[]
}

/** The text to sign. @throws NoteError `note.malformed` when a part cannot be written. */
export function formatCheckpoint({ origin, size, rootHash, extra = [] }: Checkpoint): string {
  if (!Number.isSafeInteger(size) || size < 0) throw new NoteError('note.malformed', `${size} is not the size of a log`)
  if (rootHash.length !== ROOT_BYTES) throw new NoteError('note.malformed', 'A root has 32 bytes')
  const lines = [origin, String(size), Buffer.from(rootHash).toString('base64'), ...extra]
  if (lines.some(line => line === '' || line.includes('\n'))) {
    throw new NoteError('note.malformed', 'A line of a checkpoint is empty or holds a newline')
  }
  return `${lines.join('\n')}\n`
}

/** Reads a checkpoint's text, whose signatures were checked before. @throws NoteError `note.malformed`. */
export function parseCheckpoint(text: string): Checkpoint {
  const lines = text.split('\n')
  const [origin = '', digits = '', root = '', ...extra] = lines.slice(0, -1)
  const rootHash = fromBase64(root)
  const size = Number(digits)
  const wellFormed = lines.at(-1) === '' && origin !== '' && /^(?:0|[1-9]\d*)$/.test(digits) && !extra.includes('')
  if (!wellFormed || !Number.isSafeInteger(size) || rootHash?.length !== ROOT_BYTES) {
    throw new NoteError('note.malformed', 'Not a checkpoint')
  }
  return { origin, size, rootHash, ...(extra.length > 0 && { extra }) }
}

export function signCheckpoint(checkpoint: Checkpoint, ...signers: readonly [Signer, ...Signer[]]): string {
  return signNote(formatCheckpoint(checkpoint), ...signers)
}

/**
 * Checks a signed checkpoint and reads it.
 * @param origin the log it must be of: a key may sign for several
 * @throws NoteError as `openNote`; `note.malformed` when it is no checkpoint or one of another log
 */
export function openCheckpoint(note: string, verifiers: readonly Verifier[], origin: string): Checkpoint {
  const checkpoint = parseCheckpoint(openNote(note, verifiers).text)
  if (checkpoint.origin !== origin) throw new NoteError('note.malformed', 'That is a checkpoint of another log')
  return checkpoint
}
