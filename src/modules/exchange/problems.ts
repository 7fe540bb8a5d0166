import { defineProblems } from '../../kernel/problems/problem.ts'

export const problem = defineProblems({
  'exchange.not-recognised': 422,
  'exchange.household-missing': 422,
  'exchange.day-needed': 422,
  'exchange.date-unreadable': 422,
  'exchange.date-impossible-date': 422,
  'exchange.date-in-future': 422,
  'exchange.date-too-old': 422,
  'exchange.date-needs-calendar': 422,
  'exchange.document-twice': 422,
  'exchange.already-imported-otherwise': 409,
  'exchange.no-name-column': 422,
  'exchange.file-missing': 422,
  'exchange.not-checked': 409,
  'exchange.has-problems': 409,
  'exchange.already-running': 409,
  'exchange.stopped': 409,
})
