import { ActionIcon, Menu } from '@mantine/core'
import { IconCheck, IconLanguage } from '@tabler/icons-react'
import { LOCALE_NAMES, LOCALES } from '../../../kernel/words/index.ts'
import { useWords } from '../../../modules/workspace/screens/words.tsx'
import { useLanguage } from '../language.tsx'

/** The six languages by their own names, so that someone lost in another language finds theirs. */
export function LanguageMenu() {
  const { t } = useWords()
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={t('web.shell.language')}>
          <IconLanguage size={22} stroke={1.6} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <LanguageItems />
      </Menu.Dropdown>
    </Menu>
  )
}

export function LanguageItems() {
  const { locale } = useWords()
  const turn = useLanguage()
  return LOCALES.map(code => (
    <Menu.Item
      key={code}
      lang={code}
      dir="auto"
      leftSection={code === locale ? <IconCheck size={16} aria-hidden /> : <span />}
      aria-current={code === locale ? 'true' : undefined}
      onClick={() => void turn(code)}
    >
      {LOCALE_NAMES[code]}
    </Menu.Item>
  ))
}
