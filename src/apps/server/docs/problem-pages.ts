import { problemCatalogue } from '../../../kernel/problems/problem.ts'
import type { Words } from '../../../kernel/words/index.ts'
import { frame } from './frame.ts'
import { html } from './html.ts'

/** All problems that the API can answer, with their words. */
export function problemsPage(words: Words): string {
  const { t } = words
  const rows = [...problemCatalogue()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([code, status]) =>
        html`<tr><td><a href="/problems/${code}?locale=${words.locale}"><code dir="ltr">${code}</code></a></td><td>${status}</td><td>${sentence(words, code)}</td></tr>`,
    )
  const body = html`<main class="single"><h1>${t('server.docs.problems')}</h1><p class="lead">${t('server.docs.problems-lead')}</p>
<div class="wide"><table><thead><tr><th>${t('server.docs.code')}</th><th>${t('server.docs.status')}</th><th>${t('server.docs.about')}</th></tr></thead><tbody>${rows}</tbody></table></div></main>`
  return frame(words, { title: t('server.docs.problems'), path: '/problems', body })
}

/** One problem, where the `type` of an answer leads; undefined for a code that is none. */
export function problemPage(words: Words, code: string): string | undefined {
  const status = problemCatalogue().get(code)
  if (status === undefined) return undefined
  const { t } = words
  const detail = words.has(`problem.${code}.detail`) ? sentence(words, `${code}.detail`) : undefined
  const body = html`<main class="single"><h1>${sentence(words, code)}</h1>
${detail ? html`<p class="lead">${detail}</p>` : ''}
<dl><dt>${t('server.docs.code')}</dt><dd><code dir="ltr">${code}</code></dd><dt>${t('server.docs.status')}</dt><dd>${status}</dd></dl>
<p class="links"><a href="/problems?locale=${words.locale}">${t('server.docs.problems')}</a> <a href="/api/docs?locale=${words.locale}">${t('server.docs.title')}</a></p></main>`
  return frame(words, { title: code, path: `/problems/${code}`, body })
}

/** Its words without the values of any one answer: a hole is shown as dots. */
function sentence(words: Words, code: string): string {
  const key = `problem.${code}`
  return words.has(key) ? words.t(key).replace(/\{[a-zA-Z]+\}/g, '…') : code
}
