/**
 * One resettlement case of an electronic resettlement registration form (eRRF), in terms of the form and not of any register.
 *
 * - `individual` in a record names a person of the same case: by `guid` in v4 files, by `id` in v3.1 files, which have no
 *   GUIDs. Relatives are people outside the case.
 * - Codes are those of the form (`src/modules/vocabulary` knows them). `-` means "not stated", and so do texts that are
 *   absent. Texts are trimmed; an empty optional element is absent; an empty required one is `''` and reported.
 * - A date is the text of the file, `2020-05-01T00:00:00+02:00`. Take the day from it with `errfDay`, never through a time
 *   zone: midnight in one is the day before in another. A date that is none is absent and reported.
 */
export interface ErrfCase {
  /** Whether the file says that it holds one case or a group of them. */
  readonly submission: 'single' | 'group'
  readonly group: ErrfGroup
  readonly individuals: readonly ErrfIndividual[]
  readonly memberships: readonly ErrfMembership[]
  readonly crossReferences: readonly ErrfCrossReference[]
  readonly addresses: readonly ErrfAddress[]
  readonly aliases: readonly ErrfAlias[]
  readonly education: readonly ErrfEducation[]
  readonly employment: readonly ErrfEmployment[]
  /** Telephones and e-mail (v4 forms 2.7 and 2.8). */
  readonly contacts: readonly ErrfContact[]
  readonly relatives: readonly ErrfRelative[]
  readonly languages: readonly ErrfLanguage[]
  readonly photographs: readonly ErrfPhotograph[]
  /** Absent only in a file that is reported for it. */
  readonly resettlement?: ErrfResettlement | undefined
  readonly vulnerabilities: readonly ErrfVulnerability[]
  /** Identity documents (v3.1 only). */
  readonly documents: readonly ErrfDocument[]
}

/** The case itself: `dataProcessGroup`. */
export interface ErrfGroup {
  readonly guid?: string | undefined
  /** Such as `100-16C00000-RST-01`. */
  readonly number: string
  /** How many individuals the case is said to have. */
  readonly size?: number | undefined
}

export interface ErrfIndividual {
  readonly guid?: string | undefined
  /** Registration number of the person, such as `417-00001552`. */
  readonly id: string
  /** Whole name as v3.1 writes it, family name first. */
  readonly fullName?: string | undefined
  readonly familyName: string
  readonly secondFamilyName?: string | undefined
  readonly givenName?: string | undefined
  readonly middleName?: string | undefined
  readonly maidenName?: string | undefined
  readonly registrationDate?: string | undefined
  readonly dateOfBirth?: string | undefined
  /** True when the date of birth is an estimate. */
  readonly dateOfBirthEstimated?: boolean | undefined
  readonly birthCountry?: string | undefined
  readonly birthPlace?: string | undefined
  readonly originCountry: string
  readonly asylumCountry: string
  readonly arrivalDate?: string | undefined
  readonly sex: string
  readonly nationality: string
  readonly maritalStatus?: string | undefined
  readonly religion?: string | undefined
  readonly ethnicity?: string | undefined
  readonly educationLevel?: string | undefined
  readonly motherName?: string | undefined
  readonly fatherName?: string | undefined
}

/** A person's place in the case: `dataIndividualProcessGroup`; in v3.1 it stands within the individual. */
export interface ErrfMembership {
  readonly guid?: string | undefined
  readonly individual: string
  readonly group?: string | undefined
  /** To the principal applicant, who has `PA`. */
  readonly relationship: string
}

/** A link from this case to another. */
export interface ErrfCrossReference {
  readonly guid?: string | undefined
  readonly fromGuid?: string | undefined
  readonly fromNumber: string
  readonly toGuid?: string | undefined
  readonly toNumber: string
}

export interface ErrfAddress {
  readonly guid?: string | undefined
  readonly individual: string
  readonly type: string
  readonly country: string
  readonly postalCode?: string | undefined
  readonly level1?: string | undefined
  readonly level2?: string | undefined
  readonly level3?: string | undefined
  readonly level4?: string | undefined
  readonly level5?: string | undefined
  /** Street and house; the number itself for type `TEL`, the mail address for `EML`. */
  readonly level6?: string | undefined
}

export interface ErrfAlias {
  readonly guid?: string | undefined
  readonly individual: string
  readonly lastName: string
  readonly firstName?: string | undefined
}

export interface ErrfEducation {
  readonly guid?: string | undefined
  readonly individual: string
  readonly level: string
  readonly degree?: string | undefined
}

export interface ErrfEmployment {
  readonly guid?: string | undefined
  readonly individual: string
  readonly type?: string | undefined
  readonly occupation?: string | undefined
  readonly occupationText?: string | undefined
  /** Why there is no occupation (form 2.8). */
  readonly noOccupation?: string | undefined
}

export interface ErrfContact {
  readonly guid?: string | undefined
  readonly individual: string
  readonly phone?: string | undefined
  readonly phoneCountry?: string | undefined
  readonly phoneType?: string | undefined
  readonly email?: string | undefined
  readonly inUse?: boolean | undefined
  readonly startDate?: string | undefined
  readonly endDate?: string | undefined
}

/** A relative of `individual` who is not of the case. */
export interface ErrfRelative {
  readonly guid?: string | undefined
  readonly individual: string
  readonly familyName: string
  readonly secondFamilyName?: string | undefined
  readonly givenName?: string | undefined
  readonly middleName?: string | undefined
  readonly maidenName?: string | undefined
  /** What the relative is to the individual. */
  readonly relationship: string
  readonly dateOfBirth?: string | undefined
  readonly dateOfBirthEstimated?: boolean | undefined
  readonly birthCountry?: string | undefined
  readonly birthPlace?: string | undefined
  readonly residenceCountry?: string | undefined
  readonly sex: string
  readonly nationality?: string | undefined
  readonly deceased?: boolean | undefined
  readonly deceasedDate?: string | undefined
  readonly maritalStatus?: string | undefined
  readonly legalStatus?: string | undefined
}

export interface ErrfLanguage {
  readonly guid?: string | undefined
  readonly individual: string
  readonly language: string
  readonly reads: string
  readonly writes: string
  readonly speaks: string
  readonly understands: string
}

export interface ErrfPhotograph {
  readonly guid?: string | undefined
  readonly individual: string
  readonly type?: number | undefined
  /** Base64 without white space; `''` when the file holds none. */
  readonly photo: string
}

export interface ErrfResettlement {
  /** Of the principal applicant. */
  readonly individual: string
  readonly criterion: string
  readonly secondCriterion?: string | undefined
  readonly priority: string
}

/** A specific need of a person, by its group. */
export interface ErrfVulnerability {
  readonly guid?: string | undefined
  readonly individual: string
  readonly code: string
}

export interface ErrfDocument {
  readonly individual: string
  readonly number: string
}

/** The calendar day of a date of the file, as it was written there: `2020-05-01`. Undefined when it is no whole date. */
export function errfDay(date: string | undefined): string | undefined {
  return date === undefined ? undefined : /^\d{4}-\d\d-\d\d/.exec(date.trim())?.[0]
}
