export { exchangeActs } from './acts.ts'
export { type ExchangeParts, exchangeJobs, uploadPath } from './jobs.ts'
export { exchangeMigrations } from './migrations.ts'
export { exchangePolicies, exchangeQueries } from './queries.ts'
