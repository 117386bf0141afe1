import type { Context } from 'hono'
import { ForbiddenError, KithError } from '../../lib/errors.ts'
import { mayRole } from '../../services/access/authorise.ts'
import type { Sender } from '../../services/arrivals/arrival.ts'
import type { CallerLookup } from '../caller-lookup.ts'
import type { AppEnvironment } from './create-app.ts'
import { identifyCaller, remoteAddressOf } from './identify-caller.ts'

/**
 * Who sends events: a write key as the user of Basic authentication (Segment's way), as a Bearer token or in the body; a
 * key of a role that may import; or the local admin, while no key exists.
 *
 * @throws {KithError} UNAUTHENTICATED without a key, or with an unknown or revoked one; FORBIDDEN with a key that only reads
 */
export function identifySender(c: Context<AppEnvironment>, bodyKey: string | null, callers: CallerLookup): Sender {
  const key = keyOf(c.req.header('authorization')) ?? bodyKey
  if (key === null) {
    const remoteAddress = remoteAddressOf(c.env.incoming)
    const actor = identifyCaller({ method: c.req.method, headers: c.req.raw.headers, remoteAddress }, callers)
    assertMayWrite(actor.role)
    return { actor, name: actor.id }
  }
  const shared = { boundCustomerId: null, channel: 'http', sharedChannel: false } as const
  const writer = callers.authenticateWriter(key)
  if (writer !== null) return { actor: { ...shared, id: writer.id, role: 'writer' }, name: writer.name }
  const holder = callers.authenticate(key)
  if (holder === null) {
    throw new KithError('UNAUTHENTICATED', 'the write key is not one of this shop, or was revoked', {
      hint: 'Make one with `kith keys create --write` and send it as the user name of Basic authentication.',
    })
  }
  assertMayWrite(holder.role)
  return { actor: { ...shared, ...holder }, name: holder.id }
}

function assertMayWrite(role: Sender['actor']['role']): void {
  if (mayRole(role, 'write:events')) return
  throw new ForbiddenError(`a key of the role ${role} sends no events`, {
    hint: 'Make a write key with `kith keys create --write`.',
    details: { reason_code: 'forbidden', need: 'write:events', role },
  })
}

/** The key of an Authorization header; null when there is none. A header of another form holds no key. */
function keyOf(header: string | undefined): string | null {
  if (header === undefined) return null
  const [scheme = '', credentials = ''] = header.trim().split(/\s+/)
  if (/^bearer$/i.test(scheme)) return credentials
  if (!/^basic$/i.test(scheme)) return ''
  const [user = ''] = Buffer.from(credentials, 'base64').toString('utf8').split(':')
  return user
}
