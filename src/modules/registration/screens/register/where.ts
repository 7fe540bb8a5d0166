import { useWords } from '../../../workspace/screens/index.ts'
import { type HouseholdDraft, nameOf } from './draft.ts'

const fields: Readonly<Record<string, string>> = {
  site: 'web.register.site',
  origin: 'web.register.origin',
  arrivedOn: 'web.register.arrived',
  level: 'web.register.level',
  phone: 'web.register.phone',
  note: 'web.register.note',
  address: 'web.register.address',
  consents: 'web.consent.title',
}

const memberFields: Readonly<Record<string, string>> = {
  relationship: 'web.register.relationship',
  names: 'web.field.name',
  latinName: 'web.person.latin-name',
  sex: 'web.register.sex',
  birth: 'web.birth.label',
  nationality: 'web.person.nationality',
  legalStatus: 'web.person.legal-status',
  maritalStatus: 'web.person.marital-status',
  birthCountry: 'web.person.birth-country',
  birthPlace: 'web.person.birth-place',
  languages: 'web.person.language',
  education: 'web.person.education',
  phone: 'web.person.phone',
  documents: 'web.document.list',
  needs: 'web.field.needs',
  arrivedOn: 'web.person.arrived-apart',
  photo: 'web.photo.taken',
}

/** Says which field of whom a path means, for a list of problems that stands away from the fields. */
export function useWhere(): (draft: HouseholdDraft, path: string) => { where?: string } {
  const { t } = useWords()
  return (draft, path) => {
    const [first = '', index = '', field = ''] = path.split('.')
    if (first !== 'members') return fields[first] ? { where: t(fields[first]) } : {}
    const member = draft.members[Number(index)]
    if (!member) return {}
    const who =
      nameOf(member) ||
      (member.relationship === 'PA'
        ? t('web.register.representative')
        : t('web.register.person', { number: Number(index) + 1 }))
    const word = memberFields[field]
    return { where: word ? `${who}, ${t(word)}` : who }
  }
}
