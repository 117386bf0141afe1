import type { IdentifierKind } from '../../lib/identifier-vault.ts'
import { personalField } from '../../privacy/personal-fields.ts'
import type { FindIdentifiers } from '../../privacy/create-identifier-finder.ts'
import type { Pseudonyms } from '../../privacy/pseudonyms.ts'
import type { Concealment } from './privacy-boundary.ts'

/**
 * Replaces identifiers in two ways: a field that holds one by its name is replaced whole, whatever it says; every other
 * text is searched for identifiers that the shop knows and for those that show by their form.
 */
export function concealmentFor(pseudonyms: Pseudonyms, find: FindIdentifiers): Concealment {
  return {
    reveal: (text) => pseudonyms.reveal(text),
    conceal: (text, key, owner) => {
      // In a table that is told column by column the owner holds lists; what counts is this one entry.
      const kind: IdentifierKind | null = key === null ? null : personalField(key, { ...owner, [key]: text })
      if (kind !== null && text !== '' && !/^⟦[a-z]+-\d+⟧$/.test(text)) return pseudonyms.tokenFor(kind, text)
      return pseudonyms.conceal(text, find(text))
    },
  }
}
