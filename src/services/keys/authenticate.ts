import type { Store } from '../../store/open.ts'
import { findLiveKey, readKeyRow, touchKey } from '../../store/queries/keys/keys.ts'
import { ROLES, type Role } from '../access/actor.ts'
import { hashToken } from './create-key.ts'

const TOUCH_EVERY_MS = 60_000

/**
 * Who a token belongs to; null when it is unknown, revoked or expired. Only hashes are compared, and the look-up is by
 * equality of a SHA-256 of random bytes, so its timing tells nothing about any token. A session ends with the key that its
 * link came from.
 */
export function authenticate(store: Store, token: string, now: number): { id: string; role: Role } | null {
  const row = findLiveKey(store, hashToken(token), now)
  const role = ROLES.find((candidate) => candidate === row?.role)
  if (row === undefined || role === undefined || row.kind === 'link') return null
  if (row.kind === 'session' && readKeyRow(store, row.hint)?.revokedAt !== null) return null
  if (now - (row.lastUsedAt ?? 0) > TOUCH_EVERY_MS) touchKey(store, row.id, now)
  return { id: row.kind === 'session' ? row.hint : row.id, role }
}
