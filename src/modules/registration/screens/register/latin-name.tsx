import { useEffect, useState } from 'react'
import { scriptOf } from '../../../../engines/names/script.ts'
import { useWords } from '../../../workspace/screens/index.ts'
import styles from './register.module.css'

/** What the name will be in Latin letters, for papers; half a megabyte of tables is fetched only when a name needs it. */
export function LatinName({ name, latin }: { name: string; latin: string }) {
  const { t } = useWords()
  const [made, setMade] = useState('')
  const needed = name !== '' && latin === '' && scriptOf(name) !== 'Latn'
  useEffect(() => {
    if (!needed) return
    let gone = false
    const romanise = async () => {
      const { toLatin } = await import('../../../../engines/names/latin/index.ts')
      if (!gone) setMade(toLatin(name))
    }
    void romanise()
    return () => {
      gone = true
    }
  }, [name, needed])
  if (!needed || made === '') return null
  return (
    <p className={styles.latin}>
      {t('web.register.latin-made')}{' '}
      <bdi lang="und-Latn" dir="ltr">
        {made}
      </bdi>
    </p>
  )
}
