import type { Sensitivity } from './sensitivity.ts'

/** What a role may do, and the most closely held data it may see. Declared by the modules' table of roles. */
export interface Role {
  readonly permissions: readonly string[]
  readonly sensitivity: Sensitivity
  /** House roles are granted in situation 0: they create situations and people's accounts. */
  readonly scope: 'house' | 'situation'
  /** Roles that a holder may give to others although they hold permissions of which the holder has none. */
  readonly appoints?: readonly string[]
}

export type Roles = Readonly<Record<string, Role>>
