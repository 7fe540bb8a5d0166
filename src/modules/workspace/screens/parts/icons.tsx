import type { IconProps, Icon as TablerIcon } from '@tabler/icons-react'
import type { ComponentType } from 'react'

export type Icon = ComponentType<IconProps> | TablerIcon

/** An icon that points somewhere: it turns round where the text runs from right to left. */
export function Directed({ icon: Shape, size = 18 }: { icon: Icon; size?: number }) {
  return <Shape size={size} stroke={1.75} aria-hidden className="turns" />
}

/** An icon beside a word: it says nothing that the word does not. */
export function Beside({ icon: Shape, size = 18 }: { icon: Icon; size?: number }) {
  return <Shape size={size} stroke={1.75} aria-hidden />
}
