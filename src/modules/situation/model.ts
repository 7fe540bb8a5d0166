import { z } from 'zod'
import { Day, printable, Uuid } from '../../kernel/fields.ts'
import { siteTypes } from '../vocabulary/index.ts'

export { Day, Uuid }
export const CountryCode = z.string().regex(/^[A-Z]{3}$/)

/** A name a person reads. */
export const Label = printable(200).min(1)
const Latitude = z.number().min(-90).max(90)
const Longitude = z.number().min(-180).max(180)

export const CreateSituation = z.strictObject({
  /** Small whole number; 0 is the house itself. Given by the sender, so that a replay gives the same. */
  number: z.number().int().min(1).max(2_000_000_000),
  code: z.string().regex(/^[a-z][a-z0-9-]{1,39}$/),
  name: Label,
  /** Three digits, the office part of every number of this situation. */
  office: z.string().regex(/^\d{3}$/),
  country: CountryCode,
  origins: z.array(CountryCode).max(50).default([]),
  openedOn: Day,
})
export type CreateSituation = z.infer<typeof CreateSituation>

export const ChangeSituation = z.strictObject({
  name: Label.optional(),
  origins: z.array(CountryCode).max(50).optional(),
  closedOn: Day.nullable().optional(),
})
export type ChangeSituation = z.infer<typeof ChangeSituation>

export const Area = z.strictObject({
  id: Uuid,
  pcode: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9_.-]{2,30}$/),
  level: z.number().int().min(0).max(5),
  name: Label,
  parentPcode: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9_.-]{2,30}$/)
    .nullable()
    .default(null),
  latitude: Latitude.nullable().default(null),
  longitude: Longitude.nullable().default(null),
  hostPopulation: z.number().int().min(0).max(2_000_000_000).nullable().default(null),
})
export type Area = z.infer<typeof Area>

export const ImportAreas = z.strictObject({ areas: z.array(Area).min(1).max(5000) })
export type ImportAreas = z.infer<typeof ImportAreas>

export const SiteKind = z.enum(siteTypes.codes)
export const CreateSite = z.strictObject({
  id: Uuid,
  code: z
    .string()
    .trim()
    .regex(/^[A-Z0-9][A-Z0-9-]{1,19}$/),
  name: Label,
  kind: SiteKind,
  area: Uuid.nullable().default(null),
  latitude: Latitude.nullable().default(null),
  longitude: Longitude.nullable().default(null),
  /** People it is planned for. */
  capacity: z.number().int().min(0).max(5_000_000).nullable().default(null),
  openedOn: Day,
})
export type CreateSite = z.infer<typeof CreateSite>

export const ChangeSite = z.strictObject({
  site: Uuid,
  name: Label.optional(),
  kind: SiteKind.optional(),
  area: Uuid.nullable().optional(),
  latitude: Latitude.nullable().optional(),
  longitude: Longitude.nullable().optional(),
  capacity: z.number().int().min(0).max(5_000_000).nullable().optional(),
})
export type ChangeSite = z.infer<typeof ChangeSite>

export const CloseSite = z.strictObject({ site: Uuid, closedOn: Day })
export type CloseSite = z.infer<typeof CloseSite>
export const ReopenSite = z.strictObject({ site: Uuid })
export type ReopenSite = z.infer<typeof ReopenSite>

export const organisationKinds = [
  'government',
  'un',
  'international-ngo',
  'national-ngo',
  'refugee-led',
  'red-cross',
  'other',
] as const
export const SaveOrganisation = z.strictObject({
  id: Uuid,
  name: Label,
  acronym: printable(30).default(''),
  kind: z.enum(organisationKinds),
  sectors: z.array(printable(60).min(1)).max(30).default([]),
  contact: printable(300).default(''),
})
export type SaveOrganisation = z.infer<typeof SaveOrganisation>
