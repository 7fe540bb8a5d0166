import type { Words } from '../../../kernel/words/index.ts'
import type { OpenApi } from '../openapi/document.ts'
import type { JsonSchema } from '../openapi/schemas.ts'
import { frame } from './frame.ts'
import { type Html, html } from './html.ts'
import { type FieldRow, fieldRows } from './rows.ts'

interface Entry {
  readonly id: string
  readonly method: string
  readonly path: string
  readonly name: string
  readonly operation: JsonSchema
}

type Media = Record<string, { schema?: JsonSchema; examples?: Record<string, { value: unknown }> }>

/** The API for people who read: every act and query with its fields and a line to copy. */
export function apiPage(document: OpenApi, words: Words, origin: string): string {
  const { t } = words
  const resolve = (ref: string): JsonSchema => document.components.schemas[ref.split('/').at(-1) ?? ''] ?? {}
  const groups = document.tags
    .map(tag => ({
      tag: tag.name,
      entries: entriesOf(document).filter(entry => (entry.operation.tags as string[])[0] === tag.name),
    }))
    .filter(group => group.entries.length > 0)
  const body = html`<div class="columns">
<nav class="side" aria-label="${t('server.docs.contents')}">
<label class="search"><span>${t('server.docs.search')}</span><input type="search" id="search" autocomplete="off" spellcheck="false"></label>
<p id="nothing" hidden>${t('server.docs.nothing')}</p>
${groups.map(
  ({ tag, entries }) =>
    html`<section data-group><h2><bdi>${tag}</bdi></h2><ul>${entries.map(
      entry => html`<li data-entry="${searchText(entry)}"><a href="#${entry.id}"><bdi>${entry.name}</bdi></a></li>`,
    )}</ul></section>`,
)}
</nav>
<main>
<h1>${t('server.docs.title')}</h1>
<p class="lead">${t('server.docs.lead')}</p>
<p>${t('server.docs.token')}</p>
${copyable(words, `curl -sS ${origin}/api/me -H 'authorization: Bearer nsn_…'`)}
<p class="links"><a href="/api/openapi.json">${t('server.docs.openapi')}</a> <a href="/problems?locale=${words.locale}">${t('server.docs.problems')}</a></p>
${groups.map(({ tag, entries }) => html`<section data-group aria-label="${tag}">${entries.map(entry => section(entry, words, resolve, origin))}</section>`)}
</main>
</div>`
  return frame(words, { title: t('server.docs.title'), path: '/api/docs', body, script: true })
}

function entriesOf(document: OpenApi): Entry[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      id: String(operation.operationId),
      method: method.toUpperCase(),
      path,
      name: path.replace(/^\/api\/(acts|queries)\//, ''),
      operation,
    })),
  )
}

const searchText = ({ path, operation }: Entry): string => `${path} ${operation.summary}`.toLowerCase()

function section(entry: Entry, words: Words, resolve: (ref: string) => JsonSchema, origin: string): Html {
  const { t } = words
  const { operation } = entry
  const sent = sentOf(operation, resolve)
  const answered = answeredOf(operation, resolve)
  const curl = curlOf(entry, origin)
  return html`<article id="${entry.id}" data-entry="${searchText(entry)}">
<h3><a class="anchor" href="#${entry.id}"><bdi>${entry.name}</bdi></a></h3>
<p class="address"><code dir="ltr"><b>${entry.method}</b> ${entry.path}</code></p>
<p><bdi lang="en">${String(operation.summary)}</bdi></p>
<ul class="marks">${marksOf(operation, words).map(mark => html`<li>${mark}</li>`)}</ul>
${sent.length > 0 ? html`<h4>${t('server.docs.sent')}</h4>${table(sent, words)}` : ''}
${answered.length > 0 ? html`<details><summary>${t('server.docs.answered')}</summary>${table(answered, words)}</details>` : ''}
${curl ? html`<details><summary>${t('server.docs.example')}</summary>${copyable(words, curl)}</details>` : ''}
</article>`
}

function marksOf(operation: JsonSchema, { t }: Words): Html[] {
  const marks: Html[] = []
  const permission = operation['x-permission']
  if (typeof permission === 'string') marks.push(html`${t('server.docs.permission')} <code>${permission}</code>`)
  const kind = operation['x-kind']
  if (kind === 'decision' || kind === 'observation') marks.push(html`${t(`server.docs.kind.${kind}`)}`)
  const sensitivity = operation['x-sensitivity']
  if (typeof sensitivity === 'string') marks.push(html`${t(`server.docs.sensitivity.${sensitivity}`)}`)
  if (Array.isArray(operation.security)) marks.push(html`${t('server.docs.open')}`)
  return marks
}

function sentOf(operation: JsonSchema, resolve: (ref: string) => JsonSchema): FieldRow[] {
  const parameters = ((operation.parameters ?? []) as JsonSchema[]).filter(
    one => typeof one.name === 'string' && one.in !== 'header',
  )
  const own = parameters.flatMap(one => {
    const content = one.content as Media | undefined
    const schema = (one.schema ?? content?.['application/json']?.schema ?? {}) as JsonSchema
    const name = String(one.name)
    const described = { ...schema, ...(one.description === undefined ? {} : { description: one.description }) }
    const required = one.required === true ? [name] : []
    return fieldRows({ type: 'object', properties: { [name]: described }, required }, resolve)
  })
  const content = (operation.requestBody as { content?: Media } | undefined)?.content ?? {}
  const schema = content['application/json']?.schema
  return [...own, ...(schema ? fieldRows(schema, resolve) : [])]
}

function answeredOf(operation: JsonSchema, resolve: (ref: string) => JsonSchema): FieldRow[] {
  const responses = operation.responses as Record<string, { content?: Media }>
  const schema = (responses['200'] ?? responses['201'])?.content?.['application/json']?.schema
  return schema ? fieldRows(schema, resolve) : []
}

function table(rows: readonly FieldRow[], { t }: Words): Html {
  return html`<div class="wide"><table><thead><tr><th>${t('server.docs.field')}</th><th>${t('server.docs.type')}</th><th>${t('server.docs.about')}</th></tr></thead><tbody>${rows.map(
    row =>
      html`<tr><td><code dir="ltr">${row.path}</code>${row.required ? html` <b class="needed" title="${t('server.docs.needed')}">*</b>` : ''}</td><td><code dir="ltr">${row.type}</code></td><td><bdi lang="en">${row.description}</bdi>${valuesOf(row.values)}</td></tr>`,
  )}</tbody></table></div>`
}

function valuesOf(values: readonly string[]): Html {
  const list = html`<span class="values" dir="ltr">${values.map(value => html`<code>${value}</code> `)}</span>`
  if (values.length === 0) return html``
  return values.length <= 12 ? list : html`<details><summary>${values.length}</summary>${list}</details>`
}

function curlOf({ method, path, operation }: Entry, origin: string): string | undefined {
  const token = `-H 'authorization: Bearer nsn_…'`
  if (method === 'GET') {
    const needed = ((operation.parameters ?? []) as JsonSchema[]).filter(
      one => one.required === true && one.in === 'query',
    )
    const query = needed.map(one => `${one.name}=${one.name === 'situation' ? 1 : '…'}`).join('&')
    return `curl -sS '${origin}${path}${query === '' ? '' : `?${query}`}' ${token}`
  }
  const content = (operation.requestBody as { content?: Media } | undefined)?.content ?? {}
  const value = content['application/json']?.examples?.least?.value
  if (value === undefined) return undefined
  const body = JSON.stringify(value, null, 2).replaceAll("'", "'\\''")
  return `curl -sS '${origin}${path}' ${token} \\\n  -H 'content-type: application/json' -d '${body}'`
}

function copyable({ t }: Words, text: string): Html {
  return html`<div class="copy" dir="ltr"><pre><code>${text}</code></pre><button type="button" data-copy data-done="${t('server.docs.copied')}">${t('server.docs.copy')}</button></div>`
}
