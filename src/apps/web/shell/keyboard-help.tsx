import { Modal } from '@mantine/core'
import { useWords } from '../../../modules/workspace/screens/words.tsx'
import styles from './keyboard-help.module.css'
import { itemsFor } from './navigation.ts'

/** Every key that the workspace hears. */
export default function KeyboardHelp({ may, onClose }: { may: (permission: string) => boolean; onClose: () => void }) {
  const { t } = useWords()
  const groups: readonly { word: string; keys: readonly (readonly [string, string])[] }[] = [
    {
      word: 'web.keys.everywhere',
      keys: [
        ['/', t('web.shell.search')],
        ['?', t('web.shell.keyboard')],
        ...itemsFor(may).map(({ key, word }) => [`G ${key.toUpperCase()}`, t(word)] as const),
      ],
    },
    {
      word: 'web.keys.register',
      keys: [
        ['Enter', t('web.keys.add-person')],
        ['Ctrl Enter', t('web.keys.register-household')],
        ['Alt ↑', t('web.keys.person-before')],
        ['Alt ↓', t('web.keys.person-after')],
      ],
    },
    {
      word: 'web.keys.list',
      keys: [
        ['↑ ↓', t('web.keys.row')],
        ['Enter', t('web.action.open')],
      ],
    },
  ]
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('web.shell.keyboard')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('web.action.close') }}
    >
      <div className={styles.groups}>
        {groups.map(({ word, keys }) => (
          <section key={word}>
            <h3>{t(word)}</h3>
            <dl>
              {keys.map(([key, what]) => (
                <div key={`${key} ${what}`}>
                  <dt>
                    {key.split(' ').map(part => (
                      <kbd key={part}>{part}</kbd>
                    ))}
                  </dt>
                  <dd>{what}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  )
}
