import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { grantsFor, reach } from '../../../kernel/access/principal.ts'
import { rankOf } from '../../../kernel/access/sensitivity.ts'
import { isUuid, uuidv7 } from '../../../kernel/ids.ts'
import { problem } from '../../../kernel/problems/common.ts'
import { invalid } from '../../../kernel/problems/input.ts'
import type { RegistrationTables } from '../../../modules/registration/index.ts'
import { smallPhoto } from '../files/photo.ts'
import { spool } from '../files/uploads.ts'
import type { ServerParts } from '../parts.ts'
import { problem as own } from '../problems.ts'
import { sendAnswer, submitAct } from './acts.ts'

const mostPhotoBytes = 15 * 1024 ** 2
type Query = { situation?: string; id?: string }

export function addFileRoutes(server: FastifyInstance, parts: ServerParts): void {
  server.register(async scope => {
    scope.addContentTypeParser(
      /^image\/(jpeg|png|webp|heic|heif|avif)$/,
      { parseAs: 'buffer', bodyLimit: mostPhotoBytes },
      async (_request: unknown, body: Buffer) => body,
    )

    /**
     * A photo from a camera or a file. `id` (UUIDv7) makes sending it again the same act; the photo gets the same id.
     */
    scope.post<{ Querystring: Query }>(
      '/api/files/photo',
      {
        bodyLimit: mostPhotoBytes,
        // Before the body is read: a stranger cannot make the server hold fifteen megabytes.
        onRequest: async (request, reply) => {
          const asker = await parts.askers.require(request, reply)
          const situation = situationOf(request.query.situation)
          if (asker.readOnly) throw problem('access.token-scope')
          if (grantsFor(asker.principal, situation, 'register').length === 0) {
            throw problem('access.not-allowed', { permission: 'register' })
          }
        },
      },
      async (request, reply) => {
        const asker = await parts.askers.require(request, reply)
        const situation = situationOf(request.query.situation)
        const id = request.query.id ?? uuidv7()
        if (!isUuid(id)) throw problem('act.bad-id')
        if (!Buffer.isBuffer(request.body)) throw own('files.not-an-image')
        const { bytes, ...photo } = await smallPhoto(request.body)
        const input = { id, ...photo, bytesBase64: bytes.toString('base64') }
        const envelope = { id, name: 'registration.storePhoto', situation, keep: false, input }
        const answer = await submitAct(parts, envelope, asker)
        if ('problem' in answer) return sendAnswer(parts, request, reply, answer)
        return { photo: id, width: photo.width, height: photo.height, answer: answer.answer }
      },
    )
  })

  server.register(async scope => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', async (_request: unknown, body: Readable) => body)

    /** A file to be imported: any type, streamed to disk. The import itself is an act of its own. */
    scope.post<{ Querystring: Query }>(
      '/api/files/import',
      { bodyLimit: Number.MAX_SAFE_INTEGER },
      async (request, reply) => {
        const asker = await parts.askers.require(request, reply)
        const situation = situationOf(request.query.situation)
        if (asker.readOnly) throw problem('access.token-scope')
        if (grantsFor(asker.principal, situation, 'import').length === 0) {
          throw problem('access.not-allowed', { permission: 'import' })
        }
        if (request.body === undefined) throw own('files.upload-empty')
        const upload = await spool(parts.options.dataFolder, request.body as Readable)
        reply.code(201)
        return upload
      },
    )
  })

  /** The photo of an individual, for who may read people at the individual's place. */
  server.get<{ Params: { situation: string; id: string } }>('/api/photos/:situation/:id', async (request, reply) => {
    const asker = await parts.askers.require(request, reply)
    const situation = situationOf(request.params.situation)
    const { id } = request.params
    const permission = 'read-people'
    const rank = reach(asker.principal, situation, permission)
    if (rank < rankOf('personal')) throw problem('access.not-allowed', { permission })
    if (!isUuid(id)) throw problem('record.not-found', { record: 'photo' })
    const asked = { query: 'registration.photo', situation, permission, principal: asker.principal, rank }
    const photo = await parts.house.queries.withDoor(asked, async door =>
      door
        .on<RegistrationTables>()
        .selectFrom('photo as p')
        .innerJoin('individual as i', join =>
          join.onRef('i.situation_id', '=', 'p.situation_id').onRef('i.photo_id', '=', 'p.id'),
        )
        .select(['p.bytes', 'p.media_type'])
        .where(door.scope('photo', 'p'))
        .where(door.scope('individual', 'i'))
        .where('p.id', '=', id)
        .limit(1)
        .executeTakeFirst(),
    )
    if (!photo) throw problem('record.not-found', { record: 'photo' })
    return reply
      .type(photo.media_type)
      .header('cache-control', 'private, no-store')
      .header('content-disposition', 'inline; filename="photo.jpg"')
      .header('etag', `"${createHash('sha256').update(photo.bytes).digest('base64url').slice(0, 27)}"`)
      .send(photo.bytes)
  })
}

function situationOf(given: string | undefined): number {
  if (given === undefined) throw invalid([{ path: 'situation', code: 'input.required' }])
  if (!/^\d{1,10}$/.test(given) || Number(given) > 2_147_483_647) {
    throw invalid([{ path: 'situation', code: 'input.bad-format' }])
  }
  return Number(given)
}
