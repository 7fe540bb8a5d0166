import { type Kysely, sql } from 'kysely'
import type { ActTransaction } from '../../../kernel/acts/define.ts'
import { invalid } from '../../../kernel/problems/input.ts'
import type { FieldProblem } from '../../../kernel/problems/problem.ts'
import type { IdentityDocument, NewMember } from '../model/individual.ts'
import { foldNumber } from '../rules/fold-number.ts'

/** A paper and the place of its number in the input. */
export interface PaperAt {
  readonly document: IdentityDocument
  readonly path: string
}

/** The papers of new members, where a registration has them. */
export function papersOf(
  members: readonly Pick<NewMember, 'documents'>[],
  pathOf: (index: number) => string = index => `members.${index}`,
): PaperAt[] {
  return members.flatMap((member, index) =>
    member.documents.map((document, position) => ({
      document,
      path: `${pathOf(index)}.documents.${position}.number`,
    })),
  )
}

/** Refuses papers that somebody else has shown, and names their place in the input. */
export async function refuseTaken(tx: ActTransaction, situation: number, shown: readonly PaperAt[]): Promise<void> {
  const taken = await takenOf(tx.on(), situation, shown)
  if (taken.length > 0) throw invalid(taken)
}

/** The places of the papers that are on record already. */
export async function takenOf(
  db: Kysely<unknown>,
  situation: number,
  shown: readonly PaperAt[],
): Promise<FieldProblem[]> {
  if (shown.length === 0) return []
  const papers = shown.map(({ document, path }) => ({ ...document, folded: foldNumber(document.number), path }))
  const { rows } = await sql<{ kind: string; country: string; folded: string }>`
    SELECT kind, country, folded FROM identity_document WHERE situation_id = ${situation}
      AND folded = ANY(${papers.map(paper => paper.folded)}::text[])`.execute(db)
  return papers
    .filter(paper =>
      rows.some(row => row.folded === paper.folded && row.country === paper.country && row.kind === paper.kind),
    )
    .map(({ path }) => ({ path, code: 'registration.document-number-taken' }))
}
