import type { AsOf } from '../lib/as-of.ts'
import type { Store } from '../store/open.ts'
import { readBasketGroups } from '../store/queries/features/read-basket-groups.ts'

/** What customers put in their baskets, in the order of the features. */
export interface CustomerBaskets {
  /** Lines of all valid orders together. */
  readonly lines: Float64Array
  readonly largestGrossMinor: Float64Array
}

/** Baskets of everybody before as-of; zeros for a customer without a valid order. */
export function loadCustomerBaskets(
  store: Store,
  { asOf, size, positionOf }: { asOf: AsOf; size: number; positionOf: (customerId: string) => number },
): CustomerBaskets {
  const lines = new Float64Array(size)
  const largestGrossMinor = new Float64Array(size)
  for (const [customerId, count, largest] of readBasketGroups(store, asOf.until)) {
    const position = positionOf(customerId)
    if (position < 0) continue
    lines[position] = count
    largestGrossMinor[position] = largest
  }
  return { lines, largestGrossMinor }
}
