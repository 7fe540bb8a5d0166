import type { Column } from '../../kernel/formats/index.ts'
import { type Asked, noteExport, siteCodes, tableExports } from './define.ts'

interface Page {
  people: {
    id: string
    number: string
    householdNumber: string
    name: string
    latinName: string
    relationship: string
    sex: string
    birthDate: string
    birthEstimated: boolean
    nationality: string
    origin: string
    site: string
    status: string
    arrivedOn: string
    registeredOn: string
  }[]
  next: string | null
}

const columns: readonly Column[] = [
  { header: 'Individual number', hxl: '#meta+id+ind' },
  { header: 'Household number', hxl: '#meta+id+hh' },
  { header: 'Relationship', hxl: '#beneficiary+relationship' },
  { header: 'Full name', hxl: '#beneficiary+name' },
  { header: 'Latin name' },
  { header: 'Sex', hxl: '#beneficiary+sex' },
  { header: 'Date of birth', hxl: '#date+birth', kind: 'date' },
  { header: 'Birth estimated' },
  { header: 'Nationality', hxl: '#country+nationality' },
  { header: 'Country of origin', hxl: '#country+code+origin' },
  { header: 'Site', hxl: '#loc+code' },
  { header: 'Status' },
  { header: 'Arrival date', hxl: '#date+arrival', kind: 'date' },
  { header: 'Registration date', hxl: '#date+registration', kind: 'date' },
]

export const peopleExports = tableExports('people', {
  permission: 'export',
  input: house => house.queryRegistry.get('registration.findIndividuals').input,
  async table(asked) {
    await noteExport(asked, 'people', 'personal', [null])
    return { name: 'people', columns, rows: rowsOf(asked, await siteCodes(asked)) }
  },
})

/** Every row passes the same door as on the screen, page by page. */
async function* rowsOf(asked: Asked, sites: Awaited<ReturnType<typeof siteCodes>>) {
  const { house, situation, principal } = asked
  for (let after: string | null | undefined; after !== null; ) {
    const input = { ...asked.input, limit: 200, ...(after ? { after } : {}) }
    const page = (await house.queries.ask('registration.findIndividuals', situation, input, principal)) as Page
    for (const line of page.people) {
      yield [
        line.number,
        line.householdNumber,
        line.relationship,
        line.name,
        line.latinName,
        line.sex,
        line.birthDate,
        line.birthEstimated ? 'yes' : 'no',
        line.nationality,
        line.origin,
        sites.get(line.site)?.code ?? '',
        line.status,
        line.arrivedOn,
        line.registeredOn,
      ]
    }
    after = page.next
  }
}
