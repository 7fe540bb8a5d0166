import type { ActTransaction } from '../../../kernel/acts/define.ts'
import { invalid } from '../../../kernel/problems/input.ts'
import type { NewMember } from '../model/individual.ts'
import type { RegistrationTables } from '../tables.ts'

/** Refuses photos that were not stored before. */
export async function requirePhotos(
  tx: ActTransaction,
  situation: number,
  asked: readonly { readonly photo: string; readonly path: string }[],
): Promise<void> {
  if (asked.length === 0) return
  const rows = await tx
    .on<RegistrationTables>()
    .selectFrom('photo')
    .select('id')
    .where('situation_id', '=', situation)
    .where(
      'id',
      'in',
      asked.map(({ photo }) => photo),
    )
    .execute()
  const missing = asked.filter(({ photo }) => !rows.some(row => row.id === photo))
  if (missing.length > 0) throw invalid(missing.map(({ path }) => ({ path, code: 'registration.photo-unknown' })))
}

/** The photos of new members, with their places in the input. */
export function photosOf(members: readonly Pick<NewMember, 'photo'>[], pathOf = (index: number) => `members.${index}`) {
  return members.flatMap(({ photo }, index) => (photo ? [{ photo, path: `${pathOf(index)}.photo` }] : []))
}
