import type { SparseRows } from '../../../compute/factorisation/truncated-svd.ts'
import { plainText } from '../../../lib/plain-text.ts'

/** A category names a group from this share of its purchases on, and as many times the share of everybody's. */
const WORTH_NAMING = 0.15
const TIMES_OTHERS = 1.25
const MOST_IN_NAME = 2

/**
 * Names of groups of taste in the shop's own words: the categories that each buys more of than the others do; where no
 * category is known, the product.
 *
 * @param codes - group of each row of `matrix`
 * @param categoryOf - category (or else name) of each column
 */
export function nameTastes(
  codes: Int32Array,
  groups: number,
  { rows, offsets, columns }: SparseRows,
  categoryOf: readonly string[],
): readonly string[] {
  const counts = Array.from({ length: groups }, () => new Map<string, number>())
  const all = new Map<string, number>()
  let total = 0
  for (let row = 0; row < rows; row++) {
    const own = counts[codes[row] ?? -1]
    if (own === undefined) continue
    for (let p = offsets[row] as number; p < (offsets[row + 1] as number); p++) {
      const category = categoryOf[columns[p] as number] ?? ''
      own.set(category, (own.get(category) ?? 0) + 1)
      all.set(category, (all.get(category) ?? 0) + 1)
      total += 1
    }
  }
  const taken = new Map<string, number>()
  return counts.map((own) => {
    const sum = [...own.values()].reduce((n, count) => n + count, 0)
    const ranked = [...own]
      .filter(([category]) => category !== '')
      .map(([category, count]) => {
        const share = count / sum
        const times = share / ((all.get(category) ?? 1) / total)
        return { category, share, times, told: share * Math.log(times) }
      })
      .sort((a, b) => b.told - a.told || (a.category < b.category ? -1 : 1))
    const telling = ranked.filter(({ share, times }) => share >= WORTH_NAMING && times >= TIMES_OTHERS)
    const words = (telling.length === 0 ? ranked.slice(0, 1) : telling.slice(0, MOST_IN_NAME)).map(({ category }) =>
      plainText(category),
    )
    const name = words.length === 0 ? '-' : words.join(' + ')
    const before = taken.get(name) ?? 0
    taken.set(name, before + 1)
    // Letters tell apart what is alike: figures in a name would be read as figures.
    return before === 0 ? name : `${name} ${String.fromCodePoint(65 + (before % 26))}`
  })
}
