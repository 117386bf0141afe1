import { EDGE, type SymbolSequences } from './symbol-sequences.ts'

/** What followed one context, and how often. */
export interface Successors {
  /** All that followed, kept or not. */
  total: number
  readonly counts: Map<number, number>
}

/** For each length of context 0 .. order: what followed the contexts of that length. Contexts are keyed by `contextKey`. */
export interface ContextCounts {
  readonly alphabet: number
  readonly orders: readonly Map<number, Successors>[]
}

export interface CountOptions {
  /** Length of the longest context. */
  readonly order: number
  /** Symbols known before this instant count, UTC ms. */
  readonly until: number
  /** Whether leaving (the edge) is something that can come next, or only something that came before. */
  readonly predictsEdge: boolean
  /** Contexts of one or more symbols keep at most so many successors, the commonest; all of them unless given. */
  readonly most?: number | undefined
}

/** Longest context whose key is still a whole number that a double holds. */
export const longestContext = (alphabet: number): number =>
  Math.floor((53 * Math.LN2) / Math.log(Math.max(2, alphabet)))

/**
 * Counts what followed every context of up to `order` symbols. A context ends at the edge of the visit at the earliest, so
 * that nobody's last visit counts as the beginning of the next one's path.
 *
 * @returns counts whose order 0 holds one context, the empty one
 * @example countContexts(sequences('abab'), { order: 1, ... }).orders[1] // => after a: b twice; after b: a once
 * Time O(symbols x order), memory O(different contexts).
 */
export function countContexts(
  { symbols, times, offsets, alphabet }: SymbolSequences,
  { order, until, predictsEdge, most }: CountOptions,
): ContextCounts {
  const depth = Math.min(order, longestContext(alphabet))
  const orders = Array.from({ length: depth + 1 }, () => new Map<number, Successors>())
  for (let person = 0; person + 1 < offsets.length; person++) {
    const from = offsets[person] as number
    const to = offsets[person + 1] as number
    for (let i = from + 1; i < to && (times[i] as number) < until; i++) {
      const symbol = symbols[i] as number
      if (symbol === EDGE && !predictsEdge) continue
      let key = 0
      count(orders[0] as Map<number, Successors>, 0, symbol)
      for (let length = 1, scale = 1; length <= depth && i - length >= from; length++, scale *= alphabet) {
        const before = symbols[i - length] as number
        key += before * scale
        count(orders[length] as Map<number, Successors>, key, symbol)
        if (before === EDGE) break
      }
    }
  }
  if (most !== undefined) for (const contexts of orders.slice(1)) keepCommonest(contexts, most)
  return { alphabet, orders }
}

/** Key of the last `length` symbols before position `end` (exclusive), or null where the visit began later than that. */
export function contextKey(symbols: ArrayLike<number>, end: number, length: number, alphabet: number): number | null {
  let key = 0
  for (let back = 1, scale = 1; back <= length; back++, scale *= alphabet) {
    const symbol = symbols[end - back]
    if (symbol === undefined) return null
    key += symbol * scale
    if (symbol === EDGE && back < length) return null
  }
  return key
}

function count(contexts: Map<number, Successors>, key: number, symbol: number): void {
  let found = contexts.get(key)
  if (found === undefined) {
    found = { total: 0, counts: new Map() }
    contexts.set(key, found)
  }
  found.total += 1
  found.counts.set(symbol, (found.counts.get(symbol) ?? 0) + 1)
}

function keepCommonest(contexts: Map<number, Successors>, most: number): void {
  for (const [key, { total, counts }] of contexts) {
    if (counts.size <= most) continue
    const kept = [...counts].sort(([a, x], [b, y]) => y - x || a - b).slice(0, most)
    contexts.set(key, { total, counts: new Map(kept) })
  }
}

/** Counts as plain data: for each order, rows of key, total and then symbol and count in turn. */
export type PackedCounts = readonly (readonly (readonly number[])[])[]

export const packCounts = ({ orders }: ContextCounts): PackedCounts =>
  orders.map((contexts) =>
    [...contexts]
      .sort(([a], [b]) => a - b)
      .map(([key, { total, counts }]) => [key, total, ...[...counts].sort(([a], [b]) => a - b).flat()]),
  )

export const unpackCounts = (packed: PackedCounts, alphabet: number): ContextCounts => ({
  alphabet,
  orders: packed.map(
    (rows) =>
      new Map(
        rows.map((row) => {
          const counts = new Map<number, number>()
          for (let i = 2; i + 1 < row.length; i += 2) counts.set(row[i] as number, row[i + 1] as number)
          return [row[0] as number, { total: row[1] as number, counts }]
        }),
      ),
  ),
})
