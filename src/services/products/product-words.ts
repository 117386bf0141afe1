import { normaliseText } from '../../compute/text/normalise-text.ts'
import { sharedTokeniser } from '../../resources/shared-tokeniser.ts'
import { plainText } from '../../lib/plain-text.ts'
import type { CatalogueText } from '../../store/queries/products/read-catalogue-texts.ts'

/** Words that tell what a product is: names, description, brand and style; single letters and numbers tell nothing. */
export function productWords(product: CatalogueText): string[] {
  const { name, nameAlternative, description, brand, style } = product
  const text = [name, nameAlternative, description].filter((part) => part !== null).join(' ; ')
  return [
    ...wordsOf(text),
    ...(brand === null ? [] : [`brand:${brand.toLowerCase()}`]),
    ...(style === null ? [] : [`style:${style.toLowerCase()}`]),
  ]
}

/** Words of any text of the catalogue, as harmless as it may be written. */
export function wordsOf(text: string): string[] {
  return sharedTokeniser()
    .words(normaliseText(plainText(text)))
    .filter((word) => !/^[\d.]+$/.test(word) && (word.length > 1 || /\p{Script=Han}/u.test(word)))
}
