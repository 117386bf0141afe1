import type { LexiconEntry } from '../lexicon.ts'
import { foldQuestion } from '../text/fold-question.ts'

/** Products that must share their last word before it counts as a kind of product. */
const LEAST_PRODUCTS = 3
const SHORTEST_LATIN = 4

/**
 * What kinds of product a shop sells, read off the ends of its products' names: with "River Tent", "Valley Tent" and
 * "Pace Tent" in the catalogue, "tent" is one. Names of one or two words at the end, or two to four Chinese characters.
 *
 * @returns folded words, each shared by at least three products, in order of appearance
 */
export function productWords(entries: readonly LexiconEntry[]): string[] {
  const counts = new Map<string, number>()
  for (const { field, names } of entries) {
    if (field !== 'product_id') continue
    const ends = new Set(names.flatMap((name) => endsOf(foldQuestion(name))))
    for (const end of ends) counts.set(end, (counts.get(end) ?? 0) + 1)
  }
  return [...counts].filter(([, count]) => count >= LEAST_PRODUCTS).map(([end]) => end)
}

function endsOf(name: string): string[] {
  const chinese = /\p{Script=Han}{3,}$/u.exec(name)?.[0]
  if (chinese !== undefined)
    return [chinese.slice(-2), ...[3, 4].flatMap((size) => (chinese.length > size ? [chinese.slice(-size)] : []))]
  const words = name.split(/[^a-z]+/).filter((word) => word !== '')
  const last = words.at(-1)
  if (last === undefined || last.length < SHORTEST_LATIN || words.length < 2 || !name.endsWith(last)) return []
  return [last, ...(words.length > 2 ? [words.slice(-2).join(' ')] : [])]
}
