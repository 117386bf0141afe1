import type { RankParts } from '../../compute/search/rank-matches.ts'
import type { FittedShop } from '../recommend/fitted-shop.ts'
import type { ShopperHistory } from '../recommend/shopper-history.ts'
import type { QueryFeedback } from './click-feedback.ts'
import type { RankedProduct } from './rank-products.ts'
import type { SearchReason } from './search-reason.ts'
import type { ShopperParts } from './shopper-parts.ts'

/** A part that adds less than this moves nobody. */
const LEAST = 0.03
const OWN: readonly (keyof RankParts)[] = ['history', 'brand', 'taste', 'price']
/** Fewer people than this are no evidence to show. */
const FEWEST_PEOPLE = 3

/** What speaks most for a product: of the customer's own facts where they add anything, else of everybody's. */
export function whyFound(
  { product, parts }: RankedProduct,
  fitted: FittedShop | null,
  feedback: QueryFeedback,
  shopper: { readonly facts: ShopperHistory; readonly parts: ShopperParts } | null,
): SearchReason {
  const own = OWN.filter((part) => parts[part] >= LEAST).toSorted((a, b) => parts[b] - parts[a])
  for (const part of shopper === null ? [] : own) {
    const reason = ownReason(part)
    if (reason !== null) return reason
  }
  const clicks = feedback.clicks(product.id)
  if (clicks >= FEWEST_PEOPLE && parts.clicks >= Math.max(LEAST, parts.popularity)) {
    return { code: 'clicked', count: clicks, of: feedback.people }
  }
  const count = fitted === null ? 0 : (fitted.parameters.recent.buyers[fitted.itemOf(product.id)] ?? 0)
  return count > 0 && fitted !== null
    ? { code: 'popular', count, of: fitted.parameters.recent.customers }
    : { code: 'words', count: null, of: null }

  function ownReason(part: keyof RankParts): SearchReason | null {
    if (shopper === null || fitted === null) return null
    const { bought, looked } = shopper.parts.times(product)
    const touched = shopper.parts.brandTimes(product)
    switch (part) {
      case 'history':
        return bought > 0
          ? { code: 'bought_before', count: bought, of: null }
          : { code: 'looked_at', count: looked, of: null }
      case 'brand':
        return { code: 'brand', brand: product.brand ?? '', ...touched }
      case 'price':
        return { code: 'price', count: touched.of, of: null }
      default:
        return alsoBought(product.id, fitted, shopper.facts)
    }
  }
}

/** The purchase that speaks most for a product: of its buyers, how many bought this too. */
function alsoBought(productId: string, fitted: FittedShop, { history }: ShopperHistory): SearchReason | null {
  const item = fitted.itemOf(productId)
  for (const { item: source } of fitted.recommender?.explain(history, item) ?? []) {
    const people = fitted.alsoBought(source, item)
    const product = fitted.parameters.productIds[source]
    if (source !== item && people.count >= FEWEST_PEOPLE && product !== undefined) {
      return { code: 'also_bought', product, ...people }
    }
  }
  return null
}
