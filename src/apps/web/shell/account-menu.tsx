import { ActionIcon, Menu, useMantineColorScheme } from '@mantine/core'
import {
  IconCheck,
  IconDeviceDesktop,
  IconKeyboard,
  IconLogout,
  IconMoon,
  IconSun,
  IconUser,
  IconUserCircle,
} from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useApi } from '../../../modules/workspace/screens/data/api.tsx'
import type { Session } from '../../../modules/workspace/screens/data/session.tsx'
import { useToast } from '../../../modules/workspace/screens/parts/toast.tsx'
import { useWords } from '../../../modules/workspace/screens/words.tsx'
import { LanguageItems } from './language-menu.tsx'
import styles from './shell.module.css'

const schemes = { auto: IconDeviceDesktop, light: IconSun, dark: IconMoon } as const

export function AccountMenu({ session, onHelp }: { session: Session; onHelp: () => void }) {
  const { t } = useWords()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const signOut = useSignOut()
  return (
    <Menu position="bottom-end" width={264}>
      <Menu.Target>
        <ActionIcon aria-label={t('web.shell.account-menu', { name: session.me.name })}>
          <IconUserCircle size={24} stroke={1.6} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={styles.menuHead}>
          <strong>{session.me.name}</strong>
          <bdi dir="ltr">
            <span>{session.me.email}</span>
          </bdi>
        </div>
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconUser size={18} aria-hidden />}
          renderRoot={props => <Link {...props} to="/account" />}
        >
          {t('web.shell.account')}
        </Menu.Item>
        <Menu.Item leftSection={<IconKeyboard size={18} aria-hidden />} onClick={onHelp}>
          {t('web.shell.keyboard')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{t('web.shell.theme')}</Menu.Label>
        {(['auto', 'light', 'dark'] as const).map(scheme => {
          const Shape = colorScheme === scheme ? IconCheck : schemes[scheme]
          return (
            <Menu.Item
              key={scheme}
              closeMenuOnClick={false}
              leftSection={<Shape size={18} aria-hidden />}
              aria-current={colorScheme === scheme ? 'true' : undefined}
              onClick={() => setColorScheme(scheme)}
            >
              {t(`web.shell.theme.${scheme}`)}
            </Menu.Item>
          )
        })}
        <Menu.Divider />
        <Menu.Label>{t('web.shell.language')}</Menu.Label>
        <LanguageItems />
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={18} className="turns" aria-hidden />} onClick={signOut}>
          {t('web.shell.sign-out')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function useSignOut(): () => void {
  const { t } = useWords()
  const api = useApi()
  const client = useQueryClient()
  const navigate = useNavigate()
  const toast = useToast()
  return () => {
    const leave = async () => {
      try {
        await api.call('POST', 'auth/sign-out', {})
      } catch {
        toast({ kind: 'refused', text: t('web.shell.sign-out-failed') })
        return
      }
      await navigate({ to: '/sign-in' })
      client.clear()
    }
    void leave()
  }
}
