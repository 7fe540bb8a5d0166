import type { AnyQuery } from '../../../kernel/queries/define.ts'
import { findIndividuals } from './find-individuals.ts'

export const registrationQueries: readonly AnyQuery[] = [findIndividuals]
