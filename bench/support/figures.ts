import { readFileSync } from 'node:fs'
import { availableParallelism, totalmem } from 'node:os'

/** The value below which `share` (0 … 1) of the values lie. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(sorted.length * share) - 1))] ?? Number.NaN
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5)
}

export function say(line = ''): void {
  process.stdout.write(`${line}\n`)
}

/** What the figures were measured on, so that nobody reads them without it. */
export function machine(): string {
  const gigabytes = Math.round(totalmem() / 2 ** 30)
  return `${availableParallelism()} cores (${processor()}), ${gigabytes} GiB, Node ${process.version}, ${process.platform}-${process.arch}`
}

function processor(): string {
  try {
    return /^model name\s*:\s*(.+)$/m.exec(readFileSync('/proc/cpuinfo', 'utf8'))?.[1] ?? 'unknown'
  } catch {
    return 'unknown'
  }
}

/** A line for a target: what was wanted, what was seen. */
export function verdict(name: string, seen: number, unit: string, target: number, better: 'less' | 'more'): string {
  const met = better === 'less' ? seen <= target : seen >= target
  return `${met ? 'met    ' : 'NOT met'}  ${name}: ${round(seen)}${unit}, wanted ${better === 'less' ? 'at most' : 'at least'} ${target}${unit}`
}

export function round(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2)
}
