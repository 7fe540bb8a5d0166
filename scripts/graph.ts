/**
 * One cycle for each knot of files that reach one another (strongly connected components, Tarjan), each as a real path of
 * imports, so that whoever reads it sees which arrow to cut.
 */
export function findCycles(edges: ReadonlyMap<string, readonly string[]>): string[][] {
  const order = new Map<string, number>()
  const lowest = new Map<string, number>()
  const open: string[] = []
  const knots: string[][] = []

  const enter = (start: string) => {
    // Kept on a list of our own: a chain of imports may be deeper than the stack.
    const work: Array<{ node: string; next: number }> = [{ node: start, next: 0 }]
    while (work.length > 0) {
      const step = work.at(-1)
      if (step === undefined) break
      const { node } = step
      if (step.next === 0) {
        order.set(node, order.size)
        lowest.set(node, order.get(node) ?? 0)
        open.push(node)
      }
      const target = edges.get(node)?.[step.next]
      step.next += 1
      if (target !== undefined) {
        if (!edges.has(target)) continue
        if (!order.has(target)) work.push({ node: target, next: 0 })
        else if (open.includes(target)) lower(lowest, node, order.get(target))
        continue
      }
      work.pop()
      const parent = work.at(-1)?.node
      if (parent !== undefined) lower(lowest, parent, lowest.get(node))
      if (lowest.get(node) === order.get(node)) {
        const knot = open.splice(open.indexOf(node))
        if (knot.length > 1 || edges.get(node)?.includes(node)) knots.push(knot)
      }
    }
  }
  for (const node of edges.keys()) if (!order.has(node)) enter(node)
  return knots.map(knot => shortestCycle(knot, edges))
}

function lower(lowest: Map<string, number>, node: string, value = 0): void {
  lowest.set(node, Math.min(lowest.get(node) ?? value, value))
}

function shortestCycle(knot: readonly string[], edges: ReadonlyMap<string, readonly string[]>): string[] {
  const inside = new Set(knot)
  const start = [...knot].sort()[0] ?? ''
  const paths: string[][] = [[start]]
  const seen = new Set<string>()
  for (let path = paths.shift(); path !== undefined; path = paths.shift()) {
    for (const target of edges.get(path.at(-1) ?? '') ?? []) {
      if (target === start) return path
      if (!inside.has(target) || seen.has(target)) continue
      seen.add(target)
      paths.push([...path, target])
    }
  }
  return [...knot]
}
