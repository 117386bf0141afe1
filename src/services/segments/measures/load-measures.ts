import type { CustomerFeatures } from '../../../features/customer-features.ts'
import type { Language } from '../../../lib/answer.ts'
import { toMajor } from '../../../lib/money.ts'
import { plainText } from '../../../lib/plain-text.ts'
import type { Store } from '../../../store/open.ts'
import { readCategoryLines } from '../../../store/queries/segments/read-category-lines.ts'
import { CATEGORIES, measureNamed } from './customer-measures.ts'

/** One measure of some customers. Can be handed to a thread. */
export interface MeasureColumn {
  /** Of the catalogue, or `category:` and its name. */
  readonly name: string
  /** One value for each customer, never NaN; money in major units. */
  readonly values: Float64Array
  readonly log: boolean
  /** One of several shares of a whole. */
  readonly share: boolean
}

const CATEGORY_PREFIX = 'category:'

/** More categories than this make a long tail that tells customers apart by chance. */
const MOST_CATEGORIES = 24

/**
 * Measures of the buyers at these positions, from the features of their as-of.
 *
 * @param names - checked
 */
export function loadMeasures(
  { store, currency }: { readonly store: Store; readonly currency: string },
  features: CustomerFeatures,
  positions: Int32Array,
  names: readonly string[],
): readonly MeasureColumn[] {
  return names.flatMap((name): readonly MeasureColumn[] => {
    if (name === CATEGORIES) return categoryShares(store, features, positions)
    const measure = measureNamed(name)
    if (measure === undefined) return []
    const { unit, log, read } = measure
    const values = new Float64Array(positions.length)
    for (const [i, position] of positions.entries()) {
      const value = read(features, position)
      values[i] = unit === 'money' ? toMajor(value, currency) : value
    }
    return [{ name, values, log, share: false }]
  })
}

/** Share of each customer's lines by category, the most bought categories first; the rest together. */
function categoryShares(store: Store, features: CustomerFeatures, positions: Int32Array): readonly MeasureColumn[] {
  const rowOf = new Map(Array.from(positions, (position, row) => [position, row]))
  const lines = new Map<string, Float64Array>()
  const totals = new Map<string, number>()
  const bought = new Float64Array(positions.length)
  for (const { customerId, category, lines: count } of readCategoryLines(store, features.asOf.until)) {
    const row = rowOf.get(features.positionOf(customerId))
    if (row === undefined) continue
    const column = lines.get(category) ?? new Float64Array(positions.length)
    lines.set(category, column)
    column[row] = count
    totals.set(category, (totals.get(category) ?? 0) + count)
    bought[row] = (bought[row] ?? 0) + count
  }
  const ranked = [...totals].sort(([a, sumA], [b, sumB]) => sumB - sumA || (a < b ? -1 : 1)).map(([name]) => name)
  const rest = new Float64Array(positions.length)
  for (const name of ranked.slice(MOST_CATEGORIES)) {
    for (const [row, count] of (lines.get(name) ?? []).entries()) rest[row] = (rest[row] ?? 0) + count
  }
  const kept = ranked.slice(0, MOST_CATEGORIES).map((name) => ({ name, column: lines.get(name) ?? rest }))
  if (ranked.length > MOST_CATEGORIES) kept.push({ name: 'other', column: rest })
  return kept.map(({ name, column }) => ({
    name: `${CATEGORY_PREFIX}${name}`,
    values: column.map((count, row) => ((bought[row] ?? 0) === 0 ? 0 : count / (bought[row] ?? 1))),
    log: false,
    share: true,
  }))
}

/** The name of a measure for people. */
export function measureLabel(name: string, language: Language): string {
  if (!name.startsWith(CATEGORY_PREFIX)) return measureNamed(name)?.label[language] ?? name
  const category = plainText(name.slice(CATEGORY_PREFIX.length))
  return language === 'zh' ? `“${category}”品类的购买占比` : `share of purchases in ${category}`
}

/** What customers are called who have much, or little, of a measure; null for a category that they merely buy less of. */
export function traitWords(name: string, direction: 'higher' | 'lower', language: Language): string | null {
  if (!name.startsWith(CATEGORY_PREFIX)) return measureNamed(name)?.[direction][language] ?? name
  if (direction === 'lower') return null
  const category = plainText(name.slice(CATEGORY_PREFIX.length))
  return language === 'zh' ? `偏爱${category}` : `drawn to ${category}`
}
