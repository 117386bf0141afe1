import type { OrderValues } from '../../compute/lifetime/gamma-gamma.ts'
import type { PurchaseHistories } from '../../compute/lifetime/purchase-histories.ts'
import type { CustomerFeatures } from '../../features/customer-features.ts'

/** Buyers as the models read them; row i is the customer at `positions[i]` of the features. */
export interface BuyerHistories extends PurchaseHistories {
  readonly positions: Int32Array
  /** Purchase days, the first included, and mean gross of one in minor units. */
  readonly values: OrderValues
  readonly grossMinor: Float64Array
  readonly netMinor: Float64Array
}

/** Everybody with a valid order, in days counted from the first purchase day to the as-of day. */
export function buyerHistories(features: CustomerFeatures): BuyerHistories {
  const { asOf, purchases, purchaseDays, grossMinor, netMinor } = features
  const positions = Int32Array.from(Array.from(purchaseDays, (_, i) => i).filter((i) => (purchaseDays[i] ?? 0) > 0))
  const column = (of: (position: number) => number) => Float64Array.from(positions, of)
  const firstDay = (position: number) => purchases.days[purchases.offsets[position] ?? 0] ?? 0
  const lastDay = (position: number) => purchases.days[(purchases.offsets[position + 1] ?? 0) - 1] ?? 0
  return {
    positions,
    frequency: column((position) => (purchaseDays[position] ?? 0) - 1),
    recency: column((position) => lastDay(position) - firstDay(position)),
    age: column((position) => asOf.day - firstDay(position)),
    values: {
      orders: column((position) => purchaseDays[position] ?? 0),
      mean: column((position) => (grossMinor[position] ?? 0) / (purchaseDays[position] ?? 1)),
    },
    grossMinor: column((position) => grossMinor[position] ?? 0),
    netMinor: column((position) => netMinor[position] ?? 0),
  }
}

/** First local day with an order; the as-of day when there is none. */
export const firstPurchaseDay = ({ purchases, asOf }: CustomerFeatures): number =>
  purchases.days.reduce((first, day) => Math.min(first, day), asOf.day)

/** Buyers with at least two purchase days. */
export const repeatBuyers = ({ purchaseDays }: CustomerFeatures): number =>
  purchaseDays.reduce((count, days) => count + (days >= 2 ? 1 : 0), 0)
