import { type DayNumber, year } from './days.ts'
import { Random } from './random.ts'

/** The arrivals of one people: a seasonal stream, and surges when something happened. */
export type Waves = { surges: readonly { day: number; spread: number; weight: number }[]; peak: number }

/** Waves of one people over a period of `days`; the same for the same seed. */
export function wavesOf(seed: number, culture: number, days: number): Waves {
  const random = new Random(seed, culture, 101)
  const count = 2 + random.below(3)
  const surges = Array.from({ length: count }, () => ({
    day: random.between(0.03, 0.97) * days,
    spread: random.between(6, 28),
    weight: random.between(0.5, 2),
  }))
  return { surges, peak: random.next() * year }
}

/** Share of people who come in a surge rather than in the steady stream. */
const surgeShare = 0.5

/** A day of arrival, `start` ≤ day ≤ `end`. */
export function arrivalDay(waves: Waves, start: DayNumber, end: DayNumber, random: Random): DayNumber {
  if (random.chance(surgeShare)) {
    const total = waves.surges.reduce((sum, surge) => sum + surge.weight, 0)
    let at = random.next() * total
    for (const surge of waves.surges) {
      at -= surge.weight
      if (at > 0) continue
      // A surge begins suddenly and fades: the later half is twice as long.
      const offset = random.normal(0, surge.spread)
      const day = start + Math.round(surge.day + (offset < 0 ? offset : offset * 2))
      return Math.max(start, Math.min(end, day))
    }
  }
  // Passes close and rivers rise: the stream doubles between its low and its high season.
  for (let tries = 0; tries < 8; tries++) {
    const day = start + random.below(end - start + 1)
    const season = Math.cos((2 * Math.PI * (day - waves.peak)) / year)
    if (random.chance((3 + season) / 4)) return day
  }
  return start + random.below(end - start + 1)
}
