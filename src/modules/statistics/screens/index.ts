export { Chart, SimpleTable } from './chart.tsx'
