import { createContext, type ReactNode, useContext } from 'react'

export interface SessionGrant {
  readonly situation: number
  readonly situationCode: string | null
  readonly situationName: string | null
  readonly role: string
  readonly permissions: readonly string[]
  /** `'*'`, or the ids of the places. */
  readonly places: '*' | readonly string[]
  readonly sensitivity: string
}

export interface Me {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly locale: string | null
  readonly grants: readonly SessionGrant[]
  readonly twoFactor: boolean
  readonly passkeys: number
}

/** Who is signed in, and in which situation the screen works. 0 is the house itself. */
export interface Session {
  readonly me: Me
  readonly situation: number
  readonly situationCode: string
  readonly situationName: string
}

const Context = createContext<Session | undefined>(undefined)

export function SessionProvider({ session, children }: { session: Session; children: ReactNode }) {
  return <Context value={session}>{children}</Context>
}

export function useSession(): Session {
  const session = useContext(Context)
  if (!session) throw new Error('useSession outside of SessionProvider')
  return session
}

/** Whether anyone's grants hold a permission in a situation. What a screen hides, the server refuses all the same. */
export function isGranted(me: Me, situation: number, permission: string): boolean {
  return me.grants.some(grant => grant.situation === situation && grant.permissions.includes(permission))
}

/** `const may = useMay(); may('register')`: in the situation that is shown. */
export function useMay(): (permission: string) => boolean {
  const { me, situation } = useSession()
  return permission => isGranted(me, situation, permission)
}
