import { randomBytes, randomUUID } from 'node:crypto'
import { KithError } from '../../lib/errors.ts'
import type { Store } from '../../store/open.ts'
import { findLiveKey, insertKey, revokeKeyRow } from '../../store/queries/keys/keys.ts'
import { hashToken } from './create-key.ts'

const SESSION_LIFETIME_MS = 14 * 86_400_000

/**
 * Trades a one-time sign-in token for a session token; the link is spent by it.
 *
 * @throws {KithError} UNAUTHENTICATED when the link is unknown, spent or too old
 */
export function signIn(store: Store, linkToken: string, now: number): { sessionToken: string; expiresAt: number } {
  const link = findLiveKey(store, hashToken(linkToken), now)
  if (link?.kind !== 'link' || !revokeKeyRow(store, link.id, now)) {
    throw new KithError('UNAUTHENTICATED', 'this sign-in link is used up or too old', {
      hint: 'Ask for a new one: kith keys create --role ROLE prints it.',
    })
  }
  const sessionToken = `kith_session_${randomBytes(24).toString('base64url')}`
  const expiresAt = now + SESSION_LIFETIME_MS
  insertKey(store, {
    id: `S-${randomUUID()}`,
    kind: 'session',
    tokenHash: hashToken(sessionToken),
    hint: link.hint,
    name: link.name,
    role: link.role,
    createdAt: now,
    expiresAt,
  })
  return { sessionToken, expiresAt }
}
