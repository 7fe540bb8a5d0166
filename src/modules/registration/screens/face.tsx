import { useState } from 'react'
import { useSession } from '../../workspace/screens/index.ts'
import styles from './face.module.css'

interface FaceProps {
  readonly photo: string | null
  readonly name: string
  readonly size?: 32 | 48 | 64 | 96
}

/** A face, or the first letters of the name where there is no photo. The name stands beside it, so it is silent. */
export function Face({ photo, name, size = 48 }: FaceProps) {
  const { situation } = useSession()
  const [failed, setFailed] = useState(false)
  if (photo && !failed) {
    return (
      <img
        className={styles.face}
        data-size={size}
        src={`/api/photos/${situation}/${photo}`}
        width={size}
        height={size}
        alt=""
        loading="lazy"
        decoding="async"
        onError={() => setFailed(true)}
      />
    )
  }
  return (
    <span className={styles.face} data-size={size} aria-hidden>
      {initialsOf(name)}
    </span>
  )
}

/** First letters of the first and the last word. Arabic and other joined scripts show one, which stands alone well. */
function initialsOf(name: string): string {
  const words = name.split(/\s+/u).filter(Boolean)
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map(word => [...(word ?? '')][0] ?? '')
  const joined = letters.join('')
  return /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]+$/u.test(joined)
    ? joined.toLocaleUpperCase()
    : (letters[0] ?? '')
}
