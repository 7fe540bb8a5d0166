import type { OutputOf } from '../../../workspace/screens/index.ts'
import type { getIndividual } from '../../queries/get-individual.ts'

export type PersonAnswer = OutputOf<typeof getIndividual>
export type PersonFacts = PersonAnswer['person']
export type PersonNeed = NonNullable<PersonAnswer['needs']>[number]
