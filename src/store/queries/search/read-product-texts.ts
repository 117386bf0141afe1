import type { Store } from '../../open.ts'
import { rememberLatest } from '../customers/remember-latest.ts'

/** The words by which a product can be found. */
export interface ProductText {
  readonly id: string
  readonly name: string
  readonly nameAlternative: string | null
  readonly category: string | null
  readonly subcategory: string | null
  readonly brand: string | null
  readonly style: string | null
  readonly description: string | null
}

/** Words of all products that were there before `until` (exclusive UTC ms); kept for a while. */
export const readProductTexts: (store: Store, until: number) => readonly ProductText[] = rememberLatest(
  String,
  (store, until: number) =>
    store.sqlite
      .prepare<[{ until: number }], ProductText>(
        `SELECT id, name, name_alternative AS nameAlternative, category, subcategory, brand, style, description
         FROM products WHERE created_at IS NULL OR created_at < @until ORDER BY id`,
      )
      .all({ until }),
)
