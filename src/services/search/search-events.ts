import type { PlacedProduct, SearchEvent } from '../../compute/search/follow-searches.ts'
import { foldQuestion } from '../../llm/planner/text/fold-question.ts'
import type { SearchEventRow } from '../../store/queries/search/read-search-events.ts'

const LONGEST = 80
/** Of a list that was shown so many products count. */
const MOST_SHOWN = 50

/** A query as clicks are counted by: in one spelling, cut where it is long. */
export const queryKey = (query: string): string => foldQuestion(query).slice(0, LONGEST)

/** Stored events as the counting of clicks reads them. */
export function* asSearchEvents(rows: Iterable<SearchEventRow>): Generator<SearchEvent, void> {
  for (const { visitor, at, name, query, productId, position, properties } of rows) {
    const folded = query === null ? '' : queryKey(query)
    const kind =
      name === 'search' ? 'search' : name === 'impression' || name === 'product_list' ? 'shown' : ('turn' as const)
    const own = productId === null ? [] : [{ id: productId, position }]
    const products = name === 'product_list' ? listed(properties) : own
    yield { visitor, at, kind, query: folded === '' ? null : folded, products }
  }
}

/** Products of Segment's "Product List Viewed": each with the place that it names, else the one that it has in the list. */
function listed(properties: string | null): readonly PlacedProduct[] {
  if (properties === null) return []
  const sent = parsed(properties)
  const list: unknown = typeof sent === 'object' && sent !== null && 'products' in sent ? sent.products : null
  if (!Array.isArray(list)) return []
  return list.slice(0, MOST_SHOWN).flatMap((one: unknown, at): PlacedProduct[] => {
    if (typeof one !== 'object' || one === null) return []
    const { product_id: named, sku, position } = one as Record<'product_id' | 'sku' | 'position', unknown>
    const id = named ?? sku
    if (typeof id !== 'string' || id === '') return []
    const place = Number(position ?? at + 1)
    return [{ id, position: Number.isInteger(place) && place > 0 ? place : at + 1 }]
  })
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
