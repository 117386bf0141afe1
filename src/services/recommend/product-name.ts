import type { Language } from '../../lib/answer.ts'
import { plainText } from '../../lib/plain-text.ts'

/** A product's name in the reader's language where it has one, as harmless text; its id where it has none. */
export function productName(
  product: { readonly name: string | null; readonly nameAlternative: string | null } | undefined,
  id: string,
  language: Language,
): string {
  if (product === undefined) return id
  const names = [product.name, product.nameAlternative].filter((name) => name !== null && name !== '')
  const isHan = (name: string | null): boolean => name !== null && /\p{Script=Han}/u.test(name)
  const fitting = names.find((name) => isHan(name) === (language === 'zh'))
  const text = plainText(fitting ?? names[0] ?? '', 120)
  return text === '' ? id : text
}
