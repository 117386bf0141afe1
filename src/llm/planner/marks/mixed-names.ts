import type { LexiconEntry } from '../lexicon.ts'
import { foldQuestion } from '../text/fold-question.ts'

/** Products that must share both words before one is read as the other's translation. */
const LEAST_PRODUCTS = 3

/**
 * Names of products as people mix them: the brand in Latin letters, the kind of thing in Chinese. What kind a Latin word is
 * called in Chinese is read off the catalogue, where names carry both.
 *
 * @returns folded names with the product's id, a name of two products left out
 * @example mixedNames(catalogue) // => [['aurora 2l 水壶', 'SKU-7702'], ['aurora 2l水壶', 'SKU-7702'], ...]
 */
export function mixedNames(entries: readonly LexiconEntry[]): readonly (readonly [name: string, productId: string])[] {
  const products = entries
    .filter(({ field }) => field === 'product_id')
    .map(({ value, names }) => {
      const folded = names.map(foldQuestion)
      const latin = folded.find((name) => /^[a-z][^\p{Script=Han}]* [a-z]{3,}$/u.test(name)) ?? null
      const han = folded.find((name) => /^\p{Script=Han}[\p{Script=Han}\d]*\p{Script=Han}{2}$/u.test(name)) ?? null
      return { value, latin, kind: latin?.split(' ').at(-1) ?? null, kindInHan: han?.slice(-2) ?? null }
    })
  const counts = new Map<string, Map<string, number>>()
  for (const { kind, kindInHan } of products) {
    if (kind === null || kindInHan === null) continue
    const row = counts.get(kind) ?? new Map<string, number>()
    counts.set(kind, row.set(kindInHan, (row.get(kindInHan) ?? 0) + 1))
  }
  const translations = new Map(
    [...counts].flatMap(([kind, row]) => {
      const [most] = [...row].toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
      return most === undefined || most[1] < LEAST_PRODUCTS ? [] : [[kind, most[0]] as const]
    }),
  )
  const found = new Map<string, Set<string>>()
  for (const { value, latin, kind } of products) {
    const translated = kind === null ? undefined : translations.get(kind)
    if (latin === null || kind === null || translated === undefined) continue
    const brand = latin.slice(0, -kind.length).trim()
    for (const name of [`${brand} ${translated}`, `${brand}${translated}`])
      found.set(name, (found.get(name) ?? new Set()).add(value))
  }
  return [...found].flatMap(([name, ids]) => {
    const [id] = ids
    return id === undefined || ids.size > 1 ? [] : [[name, id] as const]
  })
}
