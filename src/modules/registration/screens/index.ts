// What the screens of other modules may use of this one's.
export { Face } from './face.tsx'
export { useLabels } from './labels.ts'
export { NeedBadge, StatusBadge } from './status.tsx'
