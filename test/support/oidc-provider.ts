import { createHash, randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'

export interface Claims {
  readonly sub: string
  readonly email: string
  readonly email_verified: boolean
  readonly name?: string
}

/** A small identity provider of OpenID Connect (code flow with PKCE), to try signing in through one. */
export async function startOidcProvider(client: { id: string; secret: string }) {
  const { publicKey, privateKey } = await generateKeyPair('RS256')
  const jwk = { ...(await exportJWK(publicKey)), kid: 'k1', alg: 'RS256', use: 'sig' }
  const codes = new Map<string, { claims: Claims; challenge: string; nonce: string | null }>()
  let issuer = ''

  const json = (response: ServerResponse, status: number, body: unknown) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))

  const token = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const form = new URLSearchParams(Buffer.concat(chunks).toString())
    const basic = Buffer.from(request.headers.authorization?.replace('Basic ', '') ?? '', 'base64').toString()
    const [id, secret] = basic === '' ? [form.get('client_id'), form.get('client_secret')] : basic.split(':')
    const code = codes.get(form.get('code') ?? '')
    codes.delete(form.get('code') ?? '')
    const proof = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url')
    if (id !== client.id || secret !== client.secret || !code || proof !== code.challenge) {
      return json(response, 400, { error: 'invalid_grant' })
    }
    const idToken = await new SignJWT({ ...code.claims, ...(code.nonce ? { nonce: code.nonce } : {}) })
      .setProtectedHeader({ alg: 'RS256', kid: 'k1' })
      .setIssuer(issuer)
      .setAudience(client.id)
      .setSubject(code.claims.sub)
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(privateKey)
    return json(response, 200, {
      access_token: randomBytes(16).toString('hex'),
      token_type: 'Bearer',
      expires_in: 300,
      id_token: idToken,
    })
  }

  const server = createServer((request, response) => {
    const path = request.url?.split('?', 1)[0]
    if (path === '/.well-known/openid-configuration') {
      return json(response, 200, {
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/jwks`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
      })
    }
    if (path === '/jwks') return json(response, 200, { keys: [jwk] })
    if (path === '/token') return void token(request, response)
    return json(response, 404, {})
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  return {
    issuer,
    /** What the person's browser comes back with after they said yes at the provider's page. */
    consent(authorizationUrl: string, claims: Claims): string {
      const asked = new URL(authorizationUrl).searchParams
      const code = randomBytes(16).toString('hex')
      codes.set(code, { claims, challenge: asked.get('code_challenge') ?? '', nonce: asked.get('nonce') })
      const back = new URL(asked.get('redirect_uri') ?? '')
      back.searchParams.set('code', code)
      back.searchParams.set('state', asked.get('state') ?? '')
      return back.href
    },
    close: () => new Promise<void>(resolve => server.close(() => resolve())),
  }
}
