/** Work for later, asked for inside an act's transaction. `data` is small and holds ids, never people's data. */
export interface JobRequest {
  readonly name: string
  readonly data: Readonly<Record<string, string | number | boolean | null>>
}
