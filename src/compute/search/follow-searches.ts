/** One event that bears on searches; events come visitor by visitor, oldest first. */
export interface SearchEvent {
  readonly visitor: string
  /** UTC ms */
  readonly at: number
  readonly kind: 'search' | 'turn' | 'shown'
  /** In one spelling; null where the event names none. */
  readonly query: string | null
  /** Products turned to (one) or shown, each with its place from 1 where that is known. */
  readonly products: readonly PlacedProduct[]
}

export interface PlacedProduct {
  readonly id: string
  readonly position: number | null
}

/** What one event tells of one query: that it was made, what was shown for it, or what was turned to behind it. */
export interface SearchTouch {
  readonly visitor: string
  readonly query: string
  /** UTC ms */
  readonly at: number
  readonly kind: SearchEvent['kind']
  readonly products: readonly PlacedProduct[]
}

/** The latest search of each visitor; kept between calls, so that events may arrive in portions. */
export type OpenSearches = Map<string, { readonly query: string; readonly at: number }>

/** A product that is turned to later than this has another reason. */
const BEHIND_MS = 1_800_000

/**
 * Ties products to the searches that led to them: to the query that an event names itself, else to the visitor's latest search
 * of the last half hour. A list that names no query was not made by a search.
 *
 * @param open - what is known of searches before these events; changed in place
 * Time O(events).
 */
export function* followSearches(
  events: Iterable<SearchEvent>,
  open: OpenSearches = new Map(),
): Generator<SearchTouch, void> {
  for (const { visitor, at, kind, query, products } of events) {
    if (kind === 'search') {
      if (query === null) open.delete(visitor)
      else {
        open.set(visitor, { query, at })
        yield { visitor, query, at, kind, products }
      }
      continue
    }
    const latest = open.get(visitor)
    const behind = latest !== undefined && at >= latest.at && at - latest.at <= BEHIND_MS ? latest.query : null
    const meant = query ?? (kind === 'turn' ? behind : null)
    if (meant !== null && products.length > 0) yield { visitor, query: meant, at, kind, products }
  }
}
