import { type ErrfAddress, type ErrfIndividual, type ErrfReading, errfDay } from './errf/index.ts'
import { type Complain, errfPerson, type FormReaders, stated } from './from-errf-person.ts'
import type { ImportedHousehold, RowProblem } from './staged.ts'

export interface ErrfSetting {
  readonly read: FormReaders
  /** Taken where the file says nothing; the form knows no site at all. */
  readonly defaults: {
    readonly site?: string | undefined
    readonly origin?: string | undefined
    readonly arrivedOn?: string | undefined
  }
}

/** What a registration's note may hold. */
const longestNote = 4000

/**
 * A case of the referral form as the household that a registration takes. What the form says and a registration has no
 * field for (links to other cases, relatives elsewhere, earlier addresses, e-mail) stands in the household's note, line by
 * line under the form's own codes.
 */
export function householdOfCase(
  item: ErrfReading,
  setting: ErrfSetting,
): { household: ImportedHousehold; problems: RowProblem[] } {
  const problems: RowProblem[] = item.problems.map(found => ({
    line: found.place.line,
    column: found.place.path.replace(/^UNHCR_RRF\/CASE\[\d+\]\/?/, '') || 'CASE',
    code: found.code,
    details: found.details,
    ...(found.severity === 'warning' ? { warning: true as const } : {}),
  }))
  const complain: Complain = (code, column, details = {}, warning) => {
    problems.push({ line: item.line, column, code, details, ...(warning ? { warning } : {}) })
  }
  const keyOf = (person: ErrfIndividual) => (item.version === 'v3.1' ? person.id : (person.guid ?? person.id))
  const relationshipOf = (person: ErrfIndividual) =>
    item.memberships.find(member => member.individual === keyOf(person))?.relationship
  // The principal applicant first, as in every household.
  const people = [...item.individuals].sort(
    (a, b) => Number(relationshipOf(b) === 'PA') - Number(relationshipOf(a) === 'PA'),
  )
  const [principal] = people
  const arrivals = people.map(person => errfDay(person.arrivalDate))
  const arrivedOn = arrivals[0] ?? arrivals.find(day => day !== undefined) ?? setting.defaults.arrivedOn
  if (arrivedOn === undefined) complain('exchange.arrival-missing', 'ArrivalDate')
  if (setting.defaults.site === undefined) complain('exchange.site-missing', 'site')
  const origin = setting.read.country(principal?.originCountry) ?? setting.defaults.origin
  for (const link of item.crossReferences)
    complain('exchange.cross-reference', 'dataProcessGroupCrossReference', { number: link.toNumber }, true)
  if (item.photographs.some(({ photo }) => photo !== ''))
    complain('exchange.photographs-left-out', 'dataPhotograph', {}, true)
  const addresses = item.addresses.filter(({ type }) => !['TEL', 'EML'].includes(type.toUpperCase()))
  const current =
    addresses.find(address => isCurrent(address) && principal && address.individual === keyOf(principal)) ??
    addresses.find(isCurrent)
  const members = people.map((person, index) => {
    const member = errfPerson(item, person, keyOf(person), relationshipOf(person), setting.read, complain)
    const arrival = arrivals[index]
    return arrival !== undefined && arrival !== arrivedOn ? { ...member, arrivedOn: arrival } : member
  })
  const input = {
    level: 'emergency',
    site: setting.defaults.site,
    origin,
    arrivedOn,
    registeredOn: principal && errfDay(principal.registrationDate),
    address: current ? { text: addressText(current).slice(0, 300) } : {},
    note: noteOf(
      item,
      people,
      keyOf,
      addresses.filter(address => address !== current),
    ),
    members,
    externalNumber: item.group.number.slice(0, 60) || undefined,
  }
  return {
    household: {
      reference: item.group.number || `line ${item.line}`,
      lines: members.map(() => item.line),
      people: people.map(person => person.id),
      input: JSON.parse(JSON.stringify(input)),
    },
    problems,
  }
}

function isCurrent({ type }: ErrfAddress): boolean {
  return type.toUpperCase() === 'COA'
}

/** From the smallest part to the largest, as an envelope has it. */
function addressText(address: ErrfAddress): string {
  const { level1, level2, level3, level4, level5, level6, postalCode } = address
  return [level6, level5, level4, level3, level2, level1, postalCode].filter(part => stated(part)).join(', ')
}

function noteOf(
  item: ErrfReading,
  people: readonly ErrfIndividual[],
  keyOf: (person: ErrfIndividual) => string,
  addresses: readonly ErrfAddress[],
): string {
  const idOf = (key: string) => people.find(person => keyOf(person) === key)?.id ?? key
  const lines = [
    `eRRF ${item.group.number}: ${people.map(person => person.id).join(', ')}`,
    ...item.crossReferences.map(link => `${link.fromNumber} → ${link.toNumber}`),
    ...addresses.map(
      address => `${idOf(address.individual)} ${address.type}: ${addressText(address)} (${address.country})`,
    ),
    ...item.contacts.flatMap(contact => (contact.email ? [`${idOf(contact.individual)} EML: ${contact.email}`] : [])),
    ...item.addresses.flatMap(({ individual, type, level6 }) =>
      type.toUpperCase() === 'EML' && level6 ? [`${idOf(individual)} EML: ${level6}`] : [],
    ),
    ...item.relatives.map(relative => {
      const name = [relative.givenName, relative.middleName, relative.familyName, relative.secondFamilyName]
      const facts = [
        name.filter(stated).join(' '),
        errfDay(relative.dateOfBirth),
        stated(relative.residenceCountry),
        relative.deceased ? '†' : undefined,
      ]
      return `${idOf(relative.individual)} ${relative.relationship}: ${facts.filter(fact => fact).join(', ')}`
    }),
  ]
  const note = lines.join('\n').replace(/[^\P{Cc}\n]|\p{Cs}/gu, ' ')
  return note.length > longestNote ? `${note.slice(0, longestNote - 1)}…` : note
}
