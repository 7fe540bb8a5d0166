#!/usr/bin/env node
// npm start: installs what is missing, builds what is stale, serves. Arguments after -- go to `nansen serve`.
import { ensureInstalled } from './install.mjs'

ensureInstalled()
const { ensureBuilt } = await import('./build.mjs')
const entry = await ensureBuilt()
process.argv = [process.argv[0], process.argv[1], 'serve', ...process.argv.slice(2)]
await import(entry)
