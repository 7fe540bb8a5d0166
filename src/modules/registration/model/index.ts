export * from './household.ts'
export * from './individual.ts'
