/** The latest of some days, `YYYY-MM-DD`; '' where there is none, which is before every day. */
export function latestOf(days: readonly string[]): string {
  return [...days].sort().at(-1) ?? ''
}
