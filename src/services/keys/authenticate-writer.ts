import type { Store } from '../../store/open.ts'
import { findLiveKey, touchKey } from '../../store/queries/keys/keys.ts'
import { hashToken } from './create-key.ts'

const TOUCH_EVERY_MS = 60_000

/** Whose write key a token is; null when it is none, revoked or of another kind. As `authenticate`, only hashes are compared. */
export function authenticateWriter(store: Store, token: string, now: number): { id: string; name: string } | null {
  const row = findLiveKey(store, hashToken(token), now)
  if (row?.kind !== 'write') return null
  if (now - (row.lastUsedAt ?? 0) > TOUCH_EVERY_MS) touchKey(store, row.id, now)
  return { id: row.id, name: row.name }
}
