export { recognise, recogniseColumn } from './recognise.ts'
export { countryCandidates, detectCountryCodes, recogniseCountry } from './recognise-country.ts'
