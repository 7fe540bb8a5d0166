import { LOCALE_NAMES, LOCALES, type Words } from '../../../kernel/words/index.ts'
import { type Html, html } from './html.ts'

/** A page of the server's own, without the screens: the API's description, the problems. */
export function frame(
  words: Words,
  { title, path, body, script = false }: { title: string; path: string; body: Html; script?: boolean },
): string {
  const languages = LOCALES.map(
    locale =>
      html`<a href="${path}?locale=${locale}" lang="${locale}"${locale === words.locale ? html` aria-current="true"` : ''}>${LOCALE_NAMES[locale]}</a>`,
  )
  return html`<!doctype html>
<html lang="${words.locale}" dir="${words.direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${title} · Nansen</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/api/docs.css">
${script ? html`<script src="/api/docs.js" defer></script>` : ''}
</head>
<body>
<header class="top"><a class="brand" href="/">Nansen</a><nav class="languages" aria-label="${words.t('server.docs.language')}">${languages}</nav></header>
${body}
</body>
</html>
`.text
}
