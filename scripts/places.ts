/** From the ground up. */
export const FLOORS = ['engines', 'kernel', 'modules', 'apps'] as const

export type Rule =
  | 'nothing-read'
  | 'unreadable'
  | 'no-floor'
  | 'missing-file'
  | 'upward'
  | 'outside'
  | 'module-inside'
  | 'screens'
  | 'engine-package'
  | 'kernel-package'
  | 'module-package'
  | 'cycle'

export const MODULES = FLOORS.indexOf('modules')

/** Where a file stands. */
export interface Place {
  floor: number
  room: string
  screens: boolean
  test: boolean
}

export function placeOf(file: string): Place {
  const [, , room = '', inner = ''] = file.split('/')
  const floor = floorOf(file)
  return { floor, room, screens: floor === MODULES && inner === 'screens', test: /\.test\.tsx?$/.test(file) }
}

export function floorOf(file: string): number {
  const [top, floor = ''] = file.split('/')
  return top === 'src' ? (FLOORS as readonly string[]).indexOf(floor) : -1
}
