import { defineProblems } from '../../kernel/problems/problem.ts'

/** What only the server can find wrong with a request. Words: `words/*.json`, keys `problem.<code>`. */
export const problem = defineProblems({
  'input.too-deep': 400,
  'input.forbidden-key': 400,
  'input.encoding': 415,
  'server.not-built': 503,
  'files.not-an-image': 422,
  'files.image-too-large': 413,
  'files.upload-too-large': 413,
  'files.upload-empty': 422,
  'files.upload-cut-short': 400,
})
