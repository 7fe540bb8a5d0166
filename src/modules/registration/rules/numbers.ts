/** `417-26C00001`: office, year of registration, C, number in the situation. */
export function householdNumber(office: string, day: string, serial: number): string {
  return `${office}-${day.slice(2, 4)}C${String(serial).padStart(5, '0')}`
}

/** `417-00000001`: office, number in the situation. */
export function individualNumber(office: string, serial: number): string {
  return `${office}-${String(serial).padStart(8, '0')}`
}
