/**
 * Jaro–Winkler similarity of two short texts, 0..1 (1 = equal). Winkler's bonus counts a common beginning of up to four
 * characters with weight 0.1. Works on UTF-16 units: names outside the basic plane are compared by their halves, which is harmless.
 */
export function jaroWinkler(one: string, other: string): number {
  if (one === other) return one === '' ? 0 : 1
  const first = one.length
  const second = other.length
  if (first === 0 || second === 0) return 0
  const reach = Math.max(0, (Math.max(first, second) >> 1) - 1)
  const taken = new Uint8Array(second)
  const matched: number[] = []
  for (let at = 0; at < first; at++) {
    const end = Math.min(second - 1, at + reach)
    for (let to = Math.max(0, at - reach); to <= end; to++) {
      if (taken[to] === 0 && one.charCodeAt(at) === other.charCodeAt(to)) {
        taken[to] = 1
        matched.push(one.charCodeAt(at))
        break
      }
    }
  }
  if (matched.length === 0) return 0
  let swaps = 0
  let at = 0
  for (let to = 0; to < second; to++) if (taken[to] === 1 && other.charCodeAt(to) !== matched[at++]) swaps++
  const hits = matched.length
  const jaro = (hits / first + hits / second + (hits - swaps / 2) / hits) / 3
  let common = 0
  while (common < 4 && common < first && common < second && one[common] === other[common]) common++
  return jaro + common * 0.1 * (1 - jaro)
}
