import { readdirSync, readFileSync } from 'node:fs'

/** Linux counts a process's time in ticks of a hundredth of a second. */
const tick = 10

interface Process {
  readonly pid: number
  readonly parent: number
  readonly milliseconds: number
}

function processes(): Process[] {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .flatMap(name => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'latin1')
        const [, parent, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
        // Fields 14 to 17 of proc(5): own time in user and kernel, then that of children that ended.
        const ticks = [9, 10, 11, 12].reduce((sum, index) => sum + Number(fields[index]), 0)
        return [{ pid: Number(name), parent: Number(parent), milliseconds: ticks * tick }]
      } catch {
        return []
      }
    })
}

/**
 * Processor time of a process, and of everything below it, in milliseconds; undefined where the system does not tell.
 * Unlike elapsed time it says little of what else the machine was doing.
 */
export function processorTime(pid: number): { own: number; below: number } | undefined {
  try {
    const all = processes()
    const own = all.find(one => one.pid === pid)
    if (!own) return undefined
    const family = new Set([pid])
    let below = 0
    for (let grown = true; grown; ) {
      grown = false
      for (const one of all) {
        if (family.has(one.pid) || !family.has(one.parent)) continue
        family.add(one.pid)
        below += one.milliseconds
        grown = true
      }
    }
    return { own: own.milliseconds, below }
  } catch {
    return undefined
  }
}
