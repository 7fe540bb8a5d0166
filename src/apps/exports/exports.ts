import type { z } from 'zod'
import { type Principal, reach } from '../../kernel/access/principal.ts'
import { problem } from '../../kernel/problems/common.ts'
import { parseInput } from '../../kernel/problems/input.ts'
import type { House } from '../house/house.ts'
import type { ExportDefinition, MadeExport } from './define.ts'
import { demographicsExports } from './demographics.ts'
import { peopleExports } from './people.ts'
import { referralExports } from './referral.ts'

const definitions: Readonly<Record<string, ExportDefinition>> = {
  ...demographicsExports,
  ...peopleExports,
  ...referralExports,
}

export const exportNames: readonly string[] = Object.keys(definitions)

/** The schema of what may be asked of an export, for turning a query string or command line into its options. */
export function exportInput(house: House, name: string): z.core.$ZodType {
  return definitionOf(name).input(house)
}

/** Opens an export as a stream. Every row passes the same door as on the screen; what left is noted in the access log. */
export async function openExport(
  house: House,
  name: string,
  situation: number,
  principal: Principal,
  options: Readonly<Record<string, unknown>>,
): Promise<MadeExport> {
  const definition = definitionOf(name)
  const { permission } = definition
  if (reach(principal, situation, permission) < 0) throw problem('access.not-allowed', { permission })
  const input = parseInput(definition.input(house) as z.ZodType<Record<string, unknown>>, options)
  return definition.make({ house, situation, principal, input })
}

function definitionOf(name: string): ExportDefinition {
  const definition = Object.hasOwn(definitions, name) ? definitions[name] : undefined
  if (!definition) throw problem('route.not-found')
  return definition
}
