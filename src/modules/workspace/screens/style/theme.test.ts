import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')
const light = tokensOf(/:root \{([^}]*)\}/)
const dark = { ...light, ...tokensOf(/\[data-mantine-color-scheme=["']dark["']\] \{([^}]*)\}/) }

// biome-ignore format: pairs of ink and ground
const pairs = [
  ['ink', 'paper'], ['ink', 'surface'], ['ink', 'surface-2'], ['ink-2', 'paper'], ['ink-2', 'surface'], ['ink-2', 'surface-2'], ['ink-2', 'surface-3'],
  ['accent-ink', 'surface'], ['accent-ink', 'paper'], ['accent-ink', 'accent-soft'], ['on-accent', 'accent'], ['on-accent', 'accent-hover'],
  ['accepted', 'accepted-soft'], ['pending', 'pending-soft'], ['review', 'review-soft'], ['refused', 'refused-soft'], ['refused', 'surface'],
] as const

describe.each([
  ['light', light],
  ['dark', dark],
])('the %s theme', (_, tokens) => {
  it.each(pairs)('keeps %s readable on %s', (ink, ground) => {
    expect(contrast(tokens[ink] ?? '', tokens[ground] ?? '')).toBeGreaterThanOrEqual(4.5)
  })

  it('shows the edge of a field', () => {
    expect(contrast(tokens['line-strong'] ?? '', tokens.surface ?? '')).toBeGreaterThanOrEqual(3)
  })
})

it('finds black on white to be 21 to 1', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
})

function tokensOf(block: RegExp): Record<string, string> {
  const body = block.exec(css)?.[1] ?? ''
  return Object.fromEntries(
    [...body.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map(match => [match[1] ?? '', match[2] ?? '']),
  )
}

/** WCAG 2: relative luminance of two colours, the lighter over the darker. */
function contrast(one: string, other: string): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (high + 0.05) / (low + 0.05)
}

function luminance(hex: string): number {
  if (!/^#[0-9a-f]{6}$/.test(hex)) throw new Error(`not a colour: "${hex}"`)
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(at => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
