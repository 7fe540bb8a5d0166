import { problem } from './problems.ts'

export const shortestPassword = 12
export const longestPassword = 128

/**
 * Passwords of twelve characters and more that head the published lists of leaked ones, and what people make of them
 * here. Shorter ones are refused for their length. Compared without case, spaces and trailing digits or marks.
 */
const common = new Set(
  `passwordpassword password123456 123456789012 1234567890123 12345678901234 123456789012345 1234567890123456
  qwertyuiopasdfghjkl qwertyuiop123 qwertyuiopas qwertyqwerty qwerty123456 1qaz2wsx3edc 1qaz2wsx3edc4rfv zaq12wsxcde3
  1q2w3e4r5t6y 1q2w3e4r5t6y7u8i asdfghjkl123 asdfghjklasdf zxcvbnmasdfgh abcdefghijkl abcdefghijklm abcdefghijklmnop
  abc123abc123 123abc456def 111111111111 000000000000 123123123123 121212121212 112233445566 123456123456 654321654321
  987654321098 aaaaaaaaaaaa abcabcabcabc iloveyouiloveyou iloveyou1234 iloveyouforever letmeinletmein letmein12345
  welcomewelcome welcome123456 administrator administrator1 adminadminadmin adminadmin12 admin1234567 administrador
  administrateur changemechangeme changeme1234 changemenow1 passwordadmin passw0rdpassw0rd p@ssw0rd1234 p@ssword1234
  p@sswordp@ssword mypasswordis mypassword12 motdepasse123 motdepassemotdepasse contrasena123 contraseña123
  qazwsxedcrfv qazwsxedc123 superman1234 footballfootball football1234 baseball1234 sunshine1234 princess1234
  dragondragon monkeymonkey trustno1trustno1 starwars1234 whatever1234 computer1234 internet1234 michael12345
  refugee12345 refugees1234 unhcrunhcr12 unhcr1234567 unhcrpassword nansennansen nansen123456 nansenpassword registration
  registration1 registrar1234 correcthorsebatterystaple thequickbrownfox testtesttest test12345678 demodemodemo
  secretsecret secret123456 defaultpassword temporarypassword password2024 password2025 password2026 summer202600
  мойпароль123 парольпароль пароль123456 йцукенгшщзхъ йцукен123456`
    .split(/\s+/)
    .map(folded),
)

/** Words that stay easy to guess whatever digits and marks follow them. */
const bases = new Set(
  `password passw0rd p@ssword p@ssw0rd mypassword motdepasse contrasena contraseña parol пароль qwerty qwertyuiop azerty
  йцукен welcome bienvenue bienvenido letmein changeme iloveyou admin administrator root login master dragon monkey
  football baseball sunshine princess superman batman starwars computer internet summer winter spring autumn january
  secret default temporary temp test guest demo user nansen unhcr refugee refugees registrar registration camp abc qaz`
    .split(/\s+/)
    .map(folded),
)

function folded(password: string): string {
  return password.normalize('NFKC').toLowerCase().replaceAll(/\s/g, '')
}

/** Throws `access.password-short`, `-long` or `-common`. Length counts characters as a person sees them typed. */
export function checkPassword(password: string, email = ''): void {
  const length = [...password].length
  if (length < shortestPassword) throw problem('access.password-short', { minimum: shortestPassword })
  if (length > longestPassword) throw problem('access.password-long', { maximum: longestPassword })
  const plain = folded(password)
  const withoutEnd = plain.replace(/[\d!?.@#$*_-]+$/, '')
  const onlyWords = plain.replace(/^[\d!?.@#$*_-]+/, '').replace(/[\d!?.@#$*_-]+$/, '')
  const own = email === '' ? '' : folded(email)
  const isOwn = own !== '' && (plain === own || withoutEnd === own || plain === own.split('@', 1)[0])
  const isFew = new Set(plain).size < 4
  if (isOwn || isFew || common.has(plain) || common.has(withoutEnd) || bases.has(onlyWords))
    throw problem('access.password-common')
}
