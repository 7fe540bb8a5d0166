import type { AnyAct } from '../../../kernel/acts/define.ts'
import { addMember } from './add-member.ts'
import { changeRepresentative } from './change-representative.ts'
import { changeStatus } from './change-status.ts'
import { correctHousehold } from './correct-household.ts'
import { correctIndividual } from './correct-individual.ts'
import { mergeHouseholds } from './merge-households.ts'
import { moveMember } from './move-member.ts'
import { recordNeed, resolveNeed, reviewNeed } from './needs.ts'
import { attachPhoto, recordDocument, removeDocument } from './papers.ts'
import { preregisterGroup } from './preregister-group.ts'
import { recordConsent } from './record-consent.ts'
import { recordSensitive } from './record-sensitive.ts'
import { registerHousehold } from './register-household.ts'
import { splitHousehold } from './split-household.ts'
import { storePhoto } from './store-photo.ts'
import { transferHousehold } from './transfer-household.ts'
import { upgradeHousehold } from './upgrade-household.ts'

export const registrationActs = [
  registerHousehold,
  preregisterGroup,
  addMember,
  correctIndividual,
  correctHousehold,
  upgradeHousehold,
  changeStatus,
  changeRepresentative,
  splitHousehold,
  mergeHouseholds,
  moveMember,
  transferHousehold,
  recordNeed,
  reviewNeed,
  resolveNeed,
  recordConsent,
  recordSensitive,
  recordDocument,
  removeDocument,
  storePhoto,
  attachPhoto,
] as const satisfies readonly AnyAct[]
