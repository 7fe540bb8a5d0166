import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { fontsPlugin } from './scripts/fonts-plugin.ts'
import { precompressPlugin } from './scripts/precompress-plugin.ts'
import { wordsPlugin } from './scripts/words-plugin.ts'

const root = import.meta.dirname

/** Rooms whose words only the server says. */
const serverOnly = /^src\/(?:apps\/(?!web)|kernel\/(?!words|problems))/

export default defineConfig({
  // Vitest reads this file too where it has none of its own, and its root is the project's.
  root: process.env.VITEST === undefined ? `${root}/src/apps/web` : root,
  publicDir: false,
  plugins: [wordsPlugin(root, room => !serverOnly.test(room)), react(), fontsPlugin(), precompressPlugin()],
  // The server replaces the placeholder in every answer by that answer's own nonce.
  html: { cspNonce: '__NONCE__' },
  build: {
    outDir: `${root}/dist/web`,
    emptyOutDir: true,
    manifest: true,
    // The policy allows no data: addresses, and small files travel well over HTTP/2.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2022',
    cssMinify: 'lightningcss',
    reportCompressedSize: false,
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      // Our modules do nothing by being loaded, so a page takes from a room's index only what it uses.
      treeshake: { moduleSideEffects: [{ test: /\/src\/(?:modules|kernel|engines)\/.*\.tsx?$/, sideEffects: false }] },
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules\/(?:react|react-dom|scheduler)\//, priority: 30 },
            { name: 'tanstack', test: /node_modules\/@tanstack\//, priority: 20 },
          ],
        },
      },
    },
  },
  server: {
    port: 4100,
    proxy: { '/api': { target: process.env.NANSEN_API ?? 'http://127.0.0.1:4000', changeOrigin: false } },
  },
})
