import { expect, test } from 'vitest'
import { checkPassword } from './passwords.ts'

const codeOf = (password: string, email?: string): string => {
  try {
    checkPassword(password, email)
    return 'fine'
  } catch (problem) {
    return (problem as { code: string }).code
  }
}

test.each([
  'Password1234',
  'PASSWORD 12345!',
  '123password!!',
  'qwertyuiop123',
  'correct horse battery staple',
  'aaaaaaaaaaaaaaaa',
  'abababababab',
  'Nansen-2026!!',
  'пароль123456',
])('%s is refused as easy to guess', password => {
  expect(codeOf(password)).toBe('access.password-common')
})

test('length counts characters as they are typed', () => {
  expect(codeOf('elevenchars')).toBe('access.password-short')
  expect(codeOf('كلمة سر طويلة جدا')).toBe('fine')
  expect(codeOf('🦊🦊🐻🐼🐨🐯🦁')).toBe('access.password-short')
  expect(codeOf('x7'.repeat(65))).toBe('access.password-long')
})

test('the own address is no password', () => {
  expect(codeOf('amina.hassan@example.org', 'Amina.Hassan@example.org')).toBe('access.password-common')
  expect(codeOf('amina.hassan', 'amina.hassan@example.org')).toBe('access.password-common')
  expect(codeOf('amina.hassan likes maps', 'amina.hassan@example.org')).toBe('fine')
})
