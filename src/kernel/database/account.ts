import { execFile } from 'node:child_process'
import { chmod, chown, lchown, readdir, readFile, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { DatabaseProblem } from './problem.ts'

/** The operating-system user that runs PostgreSQL, which refuses to run as root. */
export type Account = { name: string; uid: number; gid: number }

/** What `spawn` and `execFile` need to run something as an account, or as ourselves when there is none. */
export type RunAs = { uid?: number; gid?: number; cwd: string; env: NodeJS.ProcessEnv }

/** A dedicated user comes first; `nobody` may be shared with other services, so it comes last. */
const preferred = ['nansen', 'postgres', '_postgres', 'nobody']

export const isRoot = (): boolean => process.getuid?.() === 0

/**
 * The account PostgreSQL shall run under: undefined means "as the user of this process".
 * As root it is the owner of an existing cluster (so that data written by an ordinary user stays theirs), else a known
 * unprivileged user of this machine.
 */
export async function accountFor(cluster: string): Promise<Account | undefined> {
  if (!isRoot()) return undefined
  const accounts = await readAccounts()
  const owner = await stat(cluster).catch(() => undefined)
  const owning = owner && owner.uid !== 0 ? accounts.find(account => account.uid === owner.uid) : undefined
  const found = owning ?? preferred.flatMap(name => accounts.filter(account => account.name === name))[0]
  if (found) return found
  throw new DatabaseProblem(
    'database.no-account',
    `PostgreSQL does not run as root, and this machine has none of the users ${preferred.join(', ')}. ` +
      'Create one (for example: useradd --system nansen), or start Nansen as an ordinary user.',
  )
}

async function readAccounts(): Promise<Account[]> {
  const text = await readFile('/etc/passwd', 'utf8').catch(() => '')
  return text.split('\n').flatMap(line => {
    const [name, , uid, gid] = line.split(':')
    if (!name || name.startsWith('#') || uid === undefined || gid === undefined) return []
    // macOS writes nobody as -2, which the system calls take as an unsigned number
    const account = { name, uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 }
    return account.uid === 0 ? [] : [account]
  })
}

/**
 * How to run a PostgreSQL program. The environment is our own: no PG… variable of the caller may change what is started,
 * and no secret of the caller's environment reaches the child.
 */
export function runAs(account: Account | undefined): RunAs {
  const env = { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }
  // the caller's working folder may be closed to the account
  return account ? { uid: account.uid, gid: account.gid, cwd: '/', env } : { cwd: '/', env }
}

/** Runs a program to its end as the account; never rejects for an exit code. */
export function run(
  program: string,
  args: readonly string[],
  account: Account | undefined,
  input?: string,
): Promise<{ code: number | string; output: string }> {
  return new Promise(resolve => {
    const child = execFile(program, [...args], { ...runAs(account), maxBuffer: 16 << 20 }, (error, stdout, stderr) =>
      resolve({ code: error ? (error.code ?? error.signal ?? 1) : 0, output: `${stdout}${stderr}` }),
    )
    child.stdin?.on('error', () => undefined)
    child.stdin?.end(input ?? '')
  })
}

/** The first folder on the way to `path` that the account cannot enter, or undefined when it can reach `path`. */
export async function firstClosedFolder(path: string, account: Account | undefined): Promise<string | undefined> {
  const enters = async (folder: string) => (await run('/bin/sh', ['-c', 'cd -- "$0"', folder], account)).code === 0
  if (await enters(path)) return undefined
  const folders: string[] = []
  for (let folder = path; ; folder = dirname(folder)) {
    folders.unshift(folder)
    if (folder === dirname(folder)) break
  }
  for (const folder of folders) if (!(await enters(folder))) return folder
  return path
}

/** Makes a folder the account's alone (mode 0700). */
export async function give(folder: string, account: Account | undefined): Promise<void> {
  if (account) await chown(folder, account.uid, account.gid)
  await chmod(folder, 0o700)
}

/** Gives a whole tree to the account, for a cluster that was copied or unpacked by root. */
export async function giveTree(path: string, account: Account): Promise<void> {
  await lchown(path, account.uid, account.gid)
  const entries = await readdir(path, { withFileTypes: true })
  for (const entry of entries) {
    const inner = join(path, entry.name)
    if (entry.isDirectory()) await giveTree(inner, account)
    else await lchown(inner, account.uid, account.gid)
  }
}
