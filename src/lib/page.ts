/** A place in a list that is ordered by an instant or a number and then by id. */
export interface Place {
  readonly at: number
  readonly id: string
}

/** Which part of a list is wanted: so many after a place, or from the start. */
export interface PageRequest {
  readonly limit: number
  readonly after: Place | null
}

export interface Page<Item> {
  readonly items: readonly Item[]
  /** Where the next page goes on; null when this is the last one. */
  readonly next: Place | null
}

/**
 * A page of rows of which one more than wanted was read: whether there is another page is seen by it.
 *
 * @example cutPage(['a', 'b'], 1, (id) => ({ at: 0, id })) // => { items: ['a'], next: { at: 0, id: 'a' } }
 */
export function cutPage<Item>(rows: readonly Item[], limit: number, placeOf: (item: Item) => Place): Page<Item> {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, next: rows.length <= limit || last === undefined ? null : placeOf(last) }
}

/** A page of a list that is at hand whole, in the order of `compare`; what came in meanwhile moves no place. */
export function pageOf<Item>(
  all: readonly Item[],
  { limit, after }: PageRequest,
  placeOf: (item: Item) => Place,
  compare: (a: Place, b: Place) => number,
): Page<Item> {
  const rest = all
    .toSorted((a, b) => compare(placeOf(a), placeOf(b)))
    .filter((item) => after === null || compare(placeOf(item), after) > 0)
  return cutPage(rest, limit, placeOf)
}

const byId = (a: Place, b: Place): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
export const oldestFirst = (a: Place, b: Place): number => a.at - b.at || byId(a, b)
export const newestFirst = (a: Place, b: Place): number => oldestFirst(b, a)
