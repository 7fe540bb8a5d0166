/**
 * Zod tries once whether it may make functions out of text. The security policy forbids it, and browsers report the try
 * as an attack; so Zod is told beforehand. Without importing Zod, which the first page does without.
 */
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } })
