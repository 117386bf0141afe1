import type { IdentifierKind } from '../lib/identifier-vault.ts'

/**
 * The form under which equal identifiers meet: width and case folded, spaces collapsed; telephone numbers as their
 * digits with the Chinese country code dropped; e-mail without spaces; documents without separators.
 *
 * @example normaliseIdentifier('phone', '+86 138-0013-8000') // => '13800138000'
 * @example normaliseIdentifier('email', ' Ann@Example.com ') // => 'ann@example.com'
 */
export function normaliseIdentifier(kind: IdentifierKind, value: string): string {
  const folded = value
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\u200b-\u200f\u2060\ufeff]/g, '')
    .trim()
  switch (kind) {
    case 'email':
      return folded.replaceAll(/\s/g, '')
    case 'phone': {
      const digits = folded.replaceAll(/\D/g, '').replace(/^00/, '')
      return /^86\d{11}$/.test(digits) ? digits.slice(2) : digits
    }
    case 'document':
      return folded.replaceAll(/[^\p{L}\p{N}]/gu, '')
    default:
      return folded.replaceAll(/\s+/g, ' ')
  }
}
