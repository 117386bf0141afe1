import type { IdentifierKind } from '../../../lib/identifier-vault.ts'
import type { Store } from '../../open.ts'
import { readFactVersion } from '../features/read-fact-version.ts'

/** Asks, many times and quickly, whether a keyed hash is that of a stored identifier. */
export interface KnownIdentifiers {
  /** False while the shop holds no identifier at all: nothing can match. */
  any(): boolean
  has(kind: IdentifierKind, valueHash: Buffer): boolean
  /** The same of a word of an identifier, or of how a name sounds. */
  hasToken(kind: IdentifierKind, tokenHash: Buffer): boolean
  /** Differs whenever an identifier may have come; one that went may still be taken for known. */
  version(): string
}

export function knownIdentifiers(store: Store): KnownIdentifiers {
  const any = store.sqlite.prepare('SELECT 1 FROM customer_identifiers LIMIT 1').pluck()
  const has = store.sqlite
    .prepare('SELECT 1 FROM customer_identifiers WHERE value_hash = ? AND kind = ? LIMIT 1')
    .pluck()
  const hasToken = store.sqlite
    .prepare('SELECT 1 FROM identifier_tokens WHERE token_hash = ? AND kind = ? LIMIT 1')
    .pluck()
  const otherWriters = store.sqlite.prepare('PRAGMA data_version').pluck()
  return {
    any: () => any.get() === 1,
    has: (kind, valueHash) => has.get(valueHash, kind) === 1,
    hasToken: (kind, tokenHash) => hasToken.get(tokenHash, kind) === 1,
    version: () => `${readFactVersion(store)}.${Number(otherWriters.get())}`,
  }
}
