/** The command was called with the wrong words; the message says which. */
export class UsageProblem extends Error {}

/** A whole number from an option, or UsageProblem that names the option and the range. */
export function wholeNumber(text: string | undefined, option: string, least: number, most: number): number | undefined {
  if (text === undefined) return undefined
  const value = Number(text)
  if (!/^\d+$/.test(text) || value < least || value > most)
    throw new UsageProblem(`--${option} takes a whole number from ${least} to ${most}.`)
  return value
}

/** A line that is rewritten in place on a terminal and left out elsewhere. */
export function progressLine(): { show(text: string): void; end(): void } {
  const live = process.stderr.isTTY
  let last = 0
  return {
    show(text) {
      const now = Date.now()
      if (!live || now - last < 100) return
      last = now
      process.stderr.write(`\r\u001b[K${text}`)
    },
    end() {
      if (live) process.stderr.write('\r\u001b[K')
    },
  }
}
