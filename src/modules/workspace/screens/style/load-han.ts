let asked = false

/** Fetches the list of Chinese font files, once; the files themselves come as letters need them. */
export function loadHan(): void {
  if (asked) return
  asked = true
  void import('./han.ts')
}
