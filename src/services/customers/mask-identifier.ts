import type { IdentifierKind } from '../../lib/identifier-vault.ts'

const HAN = /\p{Script=Han}/u

/**
 * An identifier with only as much left as tells two of them apart.
 *
 * @example maskIdentifier('name', 'Wang Wei') // => 'W*** W**'
 * @example maskIdentifier('name', '王伟') // => '王*'
 * @example maskIdentifier('email', 'ann.lee@example.com') // => 'a***@example.com'
 * @example maskIdentifier('phone', '13800138000') // => '138****8000'
 */
export function maskIdentifier(kind: IdentifierKind, value: string): string {
  const text = value.trim()
  switch (kind) {
    case 'name':
      return text
        .split(/\s+/)
        .map((word) => maskWord(word))
        .join(' ')
    case 'email': {
      const at = text.lastIndexOf('@')
      return at <= 0 ? '***' : `${[...text][0] ?? ''}***${text.slice(at)}`
    }
    case 'phone': {
      const digits = text.replaceAll(/\D/g, '')
      return digits.length < 8 ? '****' : `${digits.slice(0, 3)}****${digits.slice(-4)}`
    }
    case 'address':
      // A Chinese address begins with its province and city; another one gives nothing away safely.
      return HAN.test(text) ? `${[...text].slice(0, 3).join('')}***` : '***'
    default:
      return '***'
  }
}

function maskWord(word: string): string {
  const [first = '', ...rest] = [...word]
  return rest.length === 0 ? '*' : `${first}${'*'.repeat(Math.min(rest.length, 3))}`
}
