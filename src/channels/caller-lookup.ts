import type { Role } from '../services/access/actor.ts'

/** How a way in learns whose token it was shown. */
export interface CallerLookup {
  /** Whose token this is; null for nobody's. */
  readonly authenticate: (token: string) => { readonly id: string; readonly role: Role } | null
  /** Whose write key this is; null when it is none. A write key is nobody to `authenticate`. */
  readonly authenticateWriter: (token: string) => { readonly id: string; readonly name: string } | null
  readonly anyKeyExists: () => boolean
}
