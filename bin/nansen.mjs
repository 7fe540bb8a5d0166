#!/usr/bin/env node
// The command line. Builds what is missing or older than its source, then runs it.
import { ensureBuilt } from '../scripts/build.mjs'

const entry = await ensureBuilt({ web: process.argv[2] === 'serve' })
await import(entry)
