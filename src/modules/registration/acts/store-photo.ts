import { createHash } from 'node:crypto'
import { z } from 'zod'
import { may } from '../../../kernel/access/allow.ts'
import { type ActTransaction, defineAct } from '../../../kernel/acts/define.ts'
import { Uuid } from '../model/individual.ts'
import { problem } from '../problems.ts'

/** Of the re-encoded picture; small enough for the journal and for a thousand in a tablet. */
export const mostPhotoBytes = 200_000

export const StorePhoto = z.strictObject({
  id: Uuid,
  mediaType: z.literal('image/jpeg'),
  width: z.number().int().min(1).max(600),
  height: z.number().int().min(1).max(800),
  bytesBase64: z.base64().max(Math.ceil(mostPhotoBytes / 3) * 4),
})
export type StorePhoto = z.infer<typeof StorePhoto>

export const storePhoto = defineAct({
  name: 'registration.storePhoto',
  summary: 'Keeps a photo that was taken at registration, already made small and freed of all data of the camera.',
  scope: 'situation',
  kind: 'observation',
  input: StorePhoto,
  result: z.object({ photo: z.string() }),
  sensitivity: 'personal',
  // It belongs to no place before an individual holds it, so whoever registers anywhere may send one.
  allow: may('register', 'personal').at<StorePhoto, ActTransaction>(() => []),
  async apply(tx, input, act) {
    const bytes = Buffer.from(input.bytesBase64, 'base64')
    if (bytes.length > mostPhotoBytes || bytes.subarray(0, 3).toString('hex') !== 'ffd8ff') {
      throw problem('registration.photo-unknown')
    }
    tx.insert('photo', {
      situation_id: act.situation,
      id: input.id,
      media_type: input.mediaType,
      width: input.width,
      height: input.height,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      bytes,
    })
    return { photo: input.id }
  },
})
