import type { Plugin } from 'vite'

const FONT_PACKAGE = /node_modules\/@fontsource[^?]*\.css$/
const OLD_FORMAT = /,\s*url\([^)]*\.woff\)\s*format\('woff'\)/g

/** Drops the WOFF 1 twins of font files: every browser that can run the product reads WOFF 2. */
export function fontsPlugin(): Plugin {
  return {
    name: 'fonts',
    enforce: 'pre',
    transform(code, id) {
      return FONT_PACKAGE.test(id) ? { code: code.replace(OLD_FORMAT, ''), map: null } : undefined
    },
  }
}
