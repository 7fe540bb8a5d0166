import { IconCircleCheck, IconCircleDashed, IconCircleX, IconClock, IconEye } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Icon } from './icons.tsx'
import styles from './state-badge.module.css'

/** The four states of the product, and one for what has none. Colour never says it alone: each has its shape and its word. */
export type State = 'accepted' | 'pending' | 'review' | 'refused' | 'quiet'

const shapes: Readonly<Record<State, Icon>> = {
  accepted: IconCircleCheck,
  pending: IconClock,
  review: IconEye,
  refused: IconCircleX,
  quiet: IconCircleDashed,
}

export function StateBadge({ state, children }: { state: State; children: ReactNode }) {
  const Shape = shapes[state]
  return (
    <span className={`${styles.badge} ${styles[state]}`}>
      <Shape size={15} stroke={2} aria-hidden />
      {children}
    </span>
  )
}
