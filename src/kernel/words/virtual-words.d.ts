// Served by scripts/words-plugin.ts in Vite builds.
declare module 'virtual:words/*' {
  const catalog: import('./words.ts').CompiledCatalog
  export default catalog
}

declare module 'virtual:words' {
  /** Fetches one language's compiled messages, as a chunk of its own. */
  export function loadCatalog(locale: import('./locales.ts').Locale): Promise<import('./words.ts').CompiledCatalog>
}
