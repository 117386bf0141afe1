import type { IdentifierVault } from '../../lib/identifier-vault.ts'
import { createPseudonyms, type Identity, type Pseudonyms } from '../../privacy/pseudonyms.ts'

/** The people of one conversation, under the tokens that its stored texts use. */
export interface ThreadIdentities extends Pseudonyms {
  /** What to store beside the thread; null while nobody was named. */
  seal(): Buffer | null
}

/** @param sealed - what `seal` gave at the end of the last turn; null for a new thread or after an erasure */
export function createThreadIdentities(
  vault: Pick<IdentifierVault, 'encrypt' | 'decrypt'>,
  sealed: Buffer | null,
): ThreadIdentities {
  const known = sealed === null ? [] : (JSON.parse(vault.decrypt(sealed)) as readonly Identity[])
  const pseudonyms = createPseudonyms(known)
  return {
    ...pseudonyms,
    seal: () => (pseudonyms.entries().length === 0 ? null : vault.encrypt(JSON.stringify(pseudonyms.entries()))),
  }
}
