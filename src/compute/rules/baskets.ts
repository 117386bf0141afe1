import { InvalidInputError } from '../../lib/errors.ts'

/** Which items were bought together: basket b holds itemIds[starts[b]] to itemIds[starts[b + 1] - 1], each item once. */
export interface Baskets {
  readonly baskets: number
  readonly items: number
  /** Length baskets + 1, rising from 0. */
  readonly starts: Int32Array
  /** 0 to items - 1, rising within a basket. */
  readonly itemIds: Int32Array
}

/**
 * Gathers baskets from lists of items; what a list names twice counts once.
 *
 * @param lists - one per basket; an empty one is a basket too and counts in every share
 * @param items - how many items there are
 * @throws {InvalidInputError} naming the first basket with an item out of range
 * @example gatherBaskets([[2, 0, 2], []], 3).itemIds // => Int32Array [0, 2]
 * Time O(n log n), memory O(n).
 */
export function gatherBaskets(lists: readonly (readonly number[])[], items: number): Baskets {
  const starts = new Int32Array(lists.length + 1)
  const itemIds: number[] = []
  for (const [basket, list] of lists.entries()) {
    const distinct = [...new Set(list)].toSorted((a, b) => a - b)
    const wrong = distinct.find((item) => !Number.isInteger(item) || item < 0 || item >= items)
    if (wrong !== undefined) {
      throw new InvalidInputError(`basket ${basket} holds item ${wrong}, and items run from 0 to ${items - 1}`)
    }
    for (const item of distinct) itemIds.push(item)
    starts[basket + 1] = itemIds.length
  }
  return { baskets: lists.length, items, starts, itemIds: Int32Array.from(itemIds) }
}
