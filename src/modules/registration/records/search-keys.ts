import { searchKeys, toLatin } from '../../../engines/names/index.ts'
import type { ActTransaction } from '../../../kernel/acts/define.ts'
import type { NamePart, NewMember } from '../model/individual.ts'
import { phoneKey } from '../rules/fold-number.ts'
import type { RegistrationTables } from '../tables.ts'

const beside = new Set<NamePart['kind']>(['alias', 'maiden', 'mother'])

/** A whole name as a person reads it, in its own script and in Latin letters. */
export function displayNames(member: Pick<NewMember, 'names' | 'latinName'>): { display: string; latin: string } {
  const spoken = member.names.filter(part => !beside.has(part.kind))
  const display = (spoken.length > 0 ? spoken : member.names).map(part => part.text).join(' ')
  return { display, latin: member.latinName || toLatin(display) }
}

/** What a person is found by. */
export interface Searchable {
  readonly names: readonly NamePart[]
  readonly latin: string
  readonly phone?: string | null | undefined
  /** The household's phone, for its representative: they are found by it. */
  readonly householdPhone?: string | null | undefined
}

/** The exact-match keys under which a person is found: see engines/names; and `p:` with the end of a phone number. */
export function keysOf({ names, latin, phone, householdPhone }: Searchable): string[] {
  const phones = [phoneKey(phone), phoneKey(householdPhone)].filter(key => key !== undefined)
  return [...new Set([...searchKeys([...names, { kind: 'full', text: latin }]), ...phones])]
}

export function insertKeys(tx: ActTransaction, situation: number, individual: string, person: Searchable): void {
  tx.insert(
    'search_key',
    keysOf(person).map(key => ({ situation_id: situation, key, individual_id: individual })),
  )
}

export async function replaceKeys(
  tx: ActTransaction,
  situation: number,
  individual: string,
  person: Searchable,
): Promise<void> {
  await tx
    .on<RegistrationTables>()
    .deleteFrom('search_key')
    .where('situation_id', '=', situation)
    .where('individual_id', '=', individual)
    .execute()
  insertKeys(tx, situation, individual, person)
}
