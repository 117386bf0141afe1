import type { Store } from '../../open.ts'

export interface CatalogueText {
  readonly id: string
  readonly name: string
  readonly nameAlternative: string | null
  readonly category: string | null
  readonly subcategory: string | null
  readonly brand: string | null
  readonly style: string | null
  readonly description: string | null
  readonly priceMinor: number | null
  readonly costMinor: number | null
}

/** Products that were there before `until` (exclusive UTC ms), by id, with all that is written of them. */
export const readCatalogueTexts = (store: Store, until: number): readonly CatalogueText[] =>
  store.sqlite
    .prepare<[number], CatalogueText>(
      `SELECT id, name, name_alternative AS nameAlternative, category, subcategory, brand, style, description,
         price_minor AS priceMinor, cost_minor AS costMinor
       FROM products WHERE created_at IS NULL OR created_at < ? ORDER BY id`,
    )
    .all(until)
