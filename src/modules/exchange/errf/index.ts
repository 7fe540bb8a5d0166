export type {
  ErrfAddress,
  ErrfAlias,
  ErrfCase,
  ErrfContact,
  ErrfCrossReference,
  ErrfDocument,
  ErrfEducation,
  ErrfEmployment,
  ErrfGroup,
  ErrfIndividual,
  ErrfLanguage,
  ErrfMembership,
  ErrfPhotograph,
  ErrfRelative,
  ErrfResettlement,
  ErrfVulnerability,
} from './case.ts'
export { errfDay } from './case.ts'
export { checkErrfCase } from './check.ts'
export type { ErrfCodeCheck, ErrfCodeList } from './codes.ts'
export { ERRF_CODES, type ErrfCode, type ErrfPlace, ErrfProblem, type ErrfSeverity } from './problem.ts'
export { type ErrfReading, type ReadErrfOptions, readErrf } from './read.ts'
export { ERRF_NAMESPACE, ERRF_VERSIONS, type ErrfVersion } from './schema.ts'
export { validateErrf } from './validate.ts'
export { type WriteErrfOptions, writeErrf } from './write.ts'
