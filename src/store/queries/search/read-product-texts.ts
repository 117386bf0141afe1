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

export interface ProductTexts {
  readonly texts: readonly ProductText[]
  /** Products beyond the most that are read: those that sold least. */
  readonly left: number
}

interface AskedTexts {
  readonly until: number
  readonly most: number
}

const COLUMNS = 'id, name, name_alternative AS nameAlternative, category, subcategory, brand, style, description'
const THERE = '(created_at IS NULL OR created_at < @until)'

/**
 * Words of the products that were there before `until` (exclusive UTC ms), by id; of a larger catalogue than `most` those that
 * sold most. Kept for a while.
 */
export const readProductTexts: (store: Store, asked: AskedTexts) => ProductTexts = rememberLatest(
  ({ until, most }: AskedTexts) => `${until}/${most}`,
  ({ sqlite }, { until, most }: AskedTexts) => {
    const there = sqlite
      .prepare<[{ until: number }], number>(`SELECT count(*) FROM products WHERE ${THERE}`)
      .pluck()
      .get({ until })
    const left = Math.max(0, (there ?? 0) - most)
    const limit =
      left === 0
        ? ''
        : `AND id IN (SELECT p.id FROM products p
             LEFT JOIN (SELECT value, sum(units) AS units FROM daily_rollups WHERE dimension = 'product' GROUP BY value) sold
               ON sold.value = p.id
             WHERE (p.created_at IS NULL OR p.created_at < @until)
             ORDER BY sold.units DESC NULLS LAST, p.id LIMIT @most)`
    const texts = sqlite
      .prepare<[{ until: number; most?: number }], ProductText>(
        `SELECT ${COLUMNS} FROM products WHERE ${THERE} ${limit} ORDER BY id`,
      )
      .all(left === 0 ? { until } : { until, most })
    return { texts, left }
  },
)
