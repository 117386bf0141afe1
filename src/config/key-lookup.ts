import type { CallerLookup } from '../channels/caller-lookup.ts'
import type { Clock } from '../lib/clock.ts'
import { authenticate } from '../services/keys/authenticate.ts'
import { authenticateWriter } from '../services/keys/authenticate-writer.ts'
import type { Store } from '../store/open.ts'
import { readChangeStamp } from '../store/queries/service/card-version.ts'
import { countActiveKeys } from '../store/queries/keys/keys.ts'

/** A key that expires is asked about again this often, and its last use written. */
const REMEMBERED_MS = 1000

/**
 * Looks callers up in the store. Who a token belongs to is remembered only while nobody, in this process or another, has written
 * anything: a key that was made or revoked a moment ago counts at once.
 */
export function keyLookup(store: Store, clock: Clock): CallerLookup {
  const remembered = new Map<string, NonNullable<ReturnType<typeof authenticate>>>()
  let stamp = ''
  let since = 0
  return {
    authenticate: (token) => {
      const now = clock()
      const present = readChangeStamp(store)
      if (present !== stamp || now - since > REMEMBERED_MS || now < since) {
        remembered.clear()
        stamp = present
        since = now
      }
      const known = remembered.get(token)
      if (known !== undefined) return known
      const holder = authenticate(store, token, now)
      if (holder !== null) remembered.set(token, holder)
      return holder
    },
    authenticateWriter: (token) => authenticateWriter(store, token, clock()),
    anyKeyExists: () => countActiveKeys(store) > 0,
  }
}
