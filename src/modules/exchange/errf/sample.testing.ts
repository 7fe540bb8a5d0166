import type { ErrfCase } from './case.ts'

/** A one-pixel PNG. */
export const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

const at = (date: string): string => `${date}T00:00:00+02:00`

/** A case of two that has everything v4.1 knows, told apart by a number. All people and ids are invented. */
export function sampleCase(number = 1): ErrfCase {
  const id = (kind: string, n = 1): string => `${kind}${number}-0000-4000-8000-00000000000${n}`
  const applicant = id('a')
  const child = id('a', 2)
  const group = id('b')
  return {
    submission: 'single',
    group: { guid: group, number: `100-16C0000${number}-RST-01`, size: 2 },
    individuals: [
      {
        guid: applicant,
        id: `100-0000${number}1`,
        familyName: 'الأحمد',
        secondFamilyName: 'Ali',
        givenName: 'Fatima & Nour',
        middleName: 'A',
        maidenName: 'B <C>',
        registrationDate: at('2020-05-01'),
        dateOfBirth: at('1980-08-01'),
        dateOfBirthEstimated: true,
        birthCountry: 'SYR',
        birthPlace: 'حلب',
        originCountry: 'SYR',
        asylumCountry: 'TUR',
        arrivalDate: at('2015-02-03'),
        sex: 'F',
        nationality: 'SYR',
        maritalStatus: 'WD',
        religion: '-',
        ethnicity: '-',
        educationLevel: '9',
        motherName: 'M',
        fatherName: 'F',
      },
      {
        guid: child,
        id: `100-0000${number}2`,
        familyName: 'الأحمد',
        registrationDate: at('2020-05-01'),
        dateOfBirthEstimated: false,
        birthCountry: 'TUR',
        originCountry: 'SYR',
        asylumCountry: 'TUR',
        sex: 'M',
        nationality: 'SYR',
        maritalStatus: 'SN',
        religion: '-',
        ethnicity: '-',
        educationLevel: '-',
      },
    ],
    memberships: [
      { guid: id('c'), individual: applicant, group, relationship: 'PA' },
      { guid: id('c', 2), individual: child, group, relationship: 'SON' },
    ],
    crossReferences: [
      {
        guid: id('d'),
        fromGuid: group,
        fromNumber: '100-16C00001-RST-01',
        toGuid: id('b', 9),
        toNumber: '100-16C00009-RST-01',
      },
    ],
    addresses: [
      {
        guid: id('e'),
        individual: applicant,
        type: 'CoA',
        country: 'TUR',
        postalCode: '27000',
        level1: 'Gaziantep',
        level2: '2',
        level3: '3',
        level4: '4',
        level5: '5',
        level6: 'Street 6',
      },
      { guid: id('e', 2), individual: applicant, type: 'TEL', country: 'TUR', level6: '+90 1234' },
    ],
    aliases: [{ guid: id('f'), individual: applicant, lastName: 'Umm', firstName: 'Nour' }],
    education: [{ guid: id('g'), individual: applicant, level: '9', degree: 'Sec' }],
    employment: [
      { guid: id('h'), individual: applicant, type: 'S', occupation: '2152', occupationText: 'Electronics engineers' },
    ],
    contacts: [],
    relatives: [
      {
        guid: id('i'),
        individual: applicant,
        familyName: 'الأحمد',
        secondFamilyName: 'X',
        givenName: 'Omar',
        middleName: 'Y',
        maidenName: 'Z',
        relationship: 'SBM',
        dateOfBirth: at('1982-01-01'),
        dateOfBirthEstimated: false,
        birthCountry: 'SYR',
        birthPlace: 'Homs',
        residenceCountry: 'SYR',
        sex: 'M',
        nationality: 'SYR',
        deceased: true,
        deceasedDate: at('2013-04-05'),
        maritalStatus: 'SN',
      },
    ],
    languages: [applicant, child].map((individual, n) => ({
      guid: id('j', n + 1),
      individual,
      language: 'ARA',
      reads: 'E',
      writes: 'N',
      speaks: 'E',
      understands: 'E',
    })),
    photographs: [{ guid: id('k'), individual: applicant, type: 1, photo: PIXEL }],
    resettlement: { individual: applicant, criterion: 'AWR', secondCriterion: 'SVT', priority: 'NR' },
    vulnerabilities: [{ guid: id('l'), individual: applicant, code: 'WR' }],
    documents: [],
  }
}
