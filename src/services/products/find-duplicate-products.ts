import { normaliseText } from '../../compute/text/normalise-text.ts'
import { plainText } from '../../lib/plain-text.ts'
import type { CatalogueText } from '../../store/queries/products/read-catalogue-texts.ts'
import { wordsOf } from './product-words.ts'

export interface DuplicateProducts {
  readonly product_ids: readonly string[]
  readonly why: 'same_name' | 'same_words'
}

/** Products of one name, or of the same words in another order, within a brand; each product in one group at most. */
export function findDuplicateProducts(products: readonly CatalogueText[]): DuplicateProducts[] {
  const names = groupBy(
    products,
    ({ name, brand }) => `${brand ?? ''}|${normaliseText(plainText(name)).replaceAll(/[^\p{L}\p{N}]/gu, '')}`,
  )
  const same = names.filter((group) => group.length > 1)
  const taken = new Set(same.flat().map(({ id }) => id))
  const rest = products.filter(({ id }) => !taken.has(id))
  const words = groupBy(
    rest,
    ({ name, brand }) => `${brand ?? ''}|${[...new Set(wordsOf(name))].toSorted().join(' ')}|${numbersOf(name)}`,
  )
  return [
    ...same.map((group): DuplicateProducts => ({ product_ids: group.map(({ id }) => id), why: 'same_name' })),
    ...words
      .filter((group) => group.length > 1)
      .map((group): DuplicateProducts => ({ product_ids: group.map(({ id }) => id), why: 'same_words' })),
  ]
}

/** Sizes tell products apart: a kettle of two litres is none of one. */
const numbersOf = (name: string): string => (name.match(/\d+(?:\.\d+)?/g) ?? []).join(' ')

function groupBy(products: readonly CatalogueText[], keyOf: (product: CatalogueText) => string): CatalogueText[][] {
  const groups = new Map<string, CatalogueText[]>()
  for (const product of products) {
    const key = keyOf(product)
    if (key.endsWith('|')) continue
    const known = groups.get(key)
    if (known === undefined) groups.set(key, [product])
    else known.push(product)
  }
  return [...groups.values()]
}
