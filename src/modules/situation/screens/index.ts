export { type Site, type Situation, useSites, useSituation } from './sites.ts'
