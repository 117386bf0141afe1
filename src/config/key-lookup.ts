import type { CallerLookup } from '../channels/caller-lookup.ts'
import type { Clock } from '../lib/clock.ts'
import { authenticate } from '../services/keys/authenticate.ts'
import { authenticateWriter } from '../services/keys/authenticate-writer.ts'
import type { Store } from '../store/open.ts'
import { countActiveKeys } from '../store/queries/keys/keys.ts'

/** Looks callers up in the store; a key that was made or revoked a moment ago counts at once. */
export const keyLookup = (store: Store, clock: Clock): CallerLookup => ({
  authenticate: (token) => authenticate(store, token, clock()),
  authenticateWriter: (token) => authenticateWriter(store, token, clock()),
  anyKeyExists: () => countActiveKeys(store) > 0,
})
