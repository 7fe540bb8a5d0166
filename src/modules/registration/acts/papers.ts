import { z } from 'zod'
import { may } from '../../../kernel/access/allow.ts'
import { type ActTransaction, defineAct } from '../../../kernel/acts/define.ts'
import { problem as common } from '../../../kernel/problems/common.ts'
import { AttachPhoto, RecordDocument, RemoveDocument } from '../model/closely-held.ts'
import { refuseConflicts } from '../records/apply-changes.ts'
import { refuseTaken } from '../records/documents.ts'
import { lockMember, siteOfIndividual } from '../records/lock.ts'
import { documentRow } from '../records/new-member.ts'
import { requirePhotos } from '../records/photos.ts'
import { mergeOf } from '../rules/merge.ts'
import type { RegistrationTables } from '../tables.ts'
import { ChangedFields } from './correct-individual.ts'

const Result = z.object({ changed: ChangedFields })

/** The three acts of this file correct what is known of a person where the person's record is kept. */
function allow<Input extends { readonly individual: string }>() {
  return may('correct', 'personal').at<Input, ActTransaction>((input, tx, situation) =>
    siteOfIndividual(tx, situation, input.individual),
  )
}

export const recordDocument = defineAct({
  name: 'registration.recordDocument',
  summary: 'Notes an identity document that a person showed.',
  scope: 'situation',
  kind: 'observation',
  input: RecordDocument,
  result: Result,
  sensitivity: 'personal',
  allow: allow<RecordDocument>(),
  async apply(tx, { individual, document }, act) {
    const { household } = await lockMember(tx, act.situation, individual)
    const row = documentRow(act.situation, individual, document)
    tx.about([individual, household.id])
    if (await findDocument(tx, act.situation, individual, row.id)) return { changed: [] }
    await refuseTaken(tx, act.situation, [{ document, path: 'document.number' }])
    tx.insert('identity_document', row)
    return { changed: [{ record: individual, field: 'document', from: null, to: document }] }
  },
})

export const removeDocument = defineAct({
  name: 'registration.removeDocument',
  summary: 'Takes an identity document from a person’s record; the timeline keeps it.',
  scope: 'situation',
  kind: 'observation',
  input: RemoveDocument,
  result: Result,
  sensitivity: 'personal',
  allow: allow<RemoveDocument>(),
  async apply(tx, { individual, document }, act) {
    const { household } = await lockMember(tx, act.situation, individual)
    const known = await findDocument(tx, act.situation, individual, document)
    if (!known) throw common('record.not-found', { record: 'document' })
    await tx
      .on<RegistrationTables>()
      .deleteFrom('identity_document')
      .where('situation_id', '=', act.situation)
      .where('id', '=', document)
      .execute()
    tx.about([individual, household.id])
    return { changed: [{ record: individual, field: 'document', from: known, to: null }] }
  },
})

export const attachPhoto = defineAct({
  name: 'registration.attachPhoto',
  summary: 'Puts a photo that was stored before into a person’s record, or takes it away.',
  scope: 'situation',
  kind: 'observation',
  input: AttachPhoto,
  result: Result,
  sensitivity: 'personal',
  allow: allow<AttachPhoto>(),
  async apply(tx, { individual, from, photo }, act) {
    await requirePhotos(tx, act.situation, photo ? [{ photo, path: 'photo' }] : [])
    const { person, household } = await lockMember(tx, act.situation, individual)
    const outcome = mergeOf(person.photo_id, { from, to: photo })
    if (outcome === 'conflict') refuseConflicts(['photo'], () => 'photo')
    tx.about([individual, household.id])
    if (outcome === 'same') return { changed: [] }
    await tx
      .on<RegistrationTables>()
      .updateTable('individual')
      .set({ photo_id: photo })
      .where('situation_id', '=', act.situation)
      .where('id', '=', individual)
      .execute()
    return { changed: [{ record: individual, field: 'photo', from: person.photo_id, to: photo }] }
  },
})

async function findDocument(tx: ActTransaction, situation: number, individual: string, id: string) {
  return tx
    .on<RegistrationTables>()
    .selectFrom('identity_document')
    .select(['kind', 'country', 'number'])
    .where('situation_id', '=', situation)
    .where('individual_id', '=', individual)
    .where('id', '=', id)
    .executeTakeFirst()
}
