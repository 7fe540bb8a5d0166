import type { AnyAct } from '../../../kernel/acts/define.ts'
import { registerHousehold } from './register-household.ts'

export const registrationActs: readonly AnyAct[] = [registerHousehold]
