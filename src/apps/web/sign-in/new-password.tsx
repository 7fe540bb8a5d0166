import { PasswordInput } from '@mantine/core'
import { useState } from 'react'
import { useWords } from '../../../modules/workspace/screens/words.tsx'

/** As the server asks for it. */
export const LEAST_PASSWORD = 12

export interface NewPassword {
  readonly first: string
  readonly second: string
}

/** The word of what is wrong with a new password, if anything. */
export function passwordProblem({ first, second }: NewPassword): string | undefined {
  if ([...first].length < LEAST_PASSWORD) return 'web.sign-in.problem.short'
  return first === second ? undefined : 'web.sign-in.problem.differs'
}

interface NewPasswordProps {
  readonly value: NewPassword
  readonly onChange: (value: NewPassword) => void
  /** Whether to say what is wrong yet. */
  readonly checked: boolean
}

export function NewPasswordFields({ value, onChange, checked }: NewPasswordProps) {
  const { t } = useWords()
  const [visible, setVisible] = useState(false)
  const problem = checked ? passwordProblem(value) : undefined
  const shared = {
    autoComplete: 'new-password',
    required: true,
    withAsterisk: false,
    visible,
    onVisibilityChange: setVisible,
    visibilityToggleButtonProps: { 'aria-label': t('web.sign-in.show-password') },
  }
  return (
    <>
      <PasswordInput
        {...shared}
        label={t('web.sign-in.new-password')}
        description={t('web.sign-in.new-password-hint')}
        value={value.first}
        error={problem === 'web.sign-in.problem.short' ? t(problem) : undefined}
        onChange={event => onChange({ ...value, first: event.currentTarget.value })}
      />
      <PasswordInput
        {...shared}
        label={t('web.sign-in.new-password-again')}
        value={value.second}
        error={problem === 'web.sign-in.problem.differs' ? t(problem) : undefined}
        onChange={event => onChange({ ...value, second: event.currentTarget.value })}
      />
    </>
  )
}
