import type { CustomerFeatures } from '../../features/customer-features.ts'
import { loadCustomerBaskets, type CustomerBaskets } from '../../features/load-customer-baskets.ts'
import { loadCustomerActivity } from '../../features/load-customer-activity.ts'
import type { Store } from '../../store/open.ts'
import { loadLastOrders, type LastOrders } from './load-last-orders.ts'
import type { ProductFigures } from './product-figures.ts'

/** What churn features are made of: columns of the feature catalogue as of an instant, for everybody or for one customer. */
export interface ChurnSource extends Pick<
  CustomerFeatures,
  | 'asOf'
  | 'size'
  | 'customerIds'
  | 'recencyDays'
  | 'tenureDays'
  | 'frequency'
  | 'units'
  | 'returnedUnits'
  | 'grossMinor'
  | 'netMinor'
  | 'yearNetMinor'
  | 'purchases'
> {
  readonly baskets: CustomerBaskets
  readonly lastOrders: LastOrders
  /** Days with an event among the last 28; null in a shop without events. */
  readonly activeDays: Uint8Array | null
}

/** What reading customers takes from a model. */
export interface Learnt {
  readonly withEvents: boolean
  readonly products: ProductFigures
}

/** For readers of a customer's own rows who have no churn model. */
export const NOTHING_LEARNT: Learnt = { withEvents: false, products: { products: {}, other: [0, 0] } }

/** Everybody's columns, with visits where the shop collects events and the model has learnt from them. */
export const churnSource = (
  store: Store,
  features: CustomerFeatures,
  { withEvents, products, lastOrders }: Learnt & { readonly lastOrders?: LastOrders },
): ChurnSource => ({
  ...features,
  baskets: loadCustomerBaskets(store, features),
  lastOrders: lastOrders ?? loadLastOrders(store, features, products),
  activeDays: withEvents ? (loadCustomerActivity(store, features)?.activeDays ?? null) : null,
})

/** Longest silence of a customer whom a churn model speaks of: who has been silent for a year has left already. */
export const POPULATION_DAYS = 365

/** Buyers, or only those whose silence is no longer than a year. */
export function buyerPositions(
  source: Pick<ChurnSource, 'size' | 'recencyDays' | 'frequency'>,
  all = false,
): Int32Array {
  const positions = new Int32Array(source.size)
  let found = 0
  for (let i = 0; i < source.size; i++) {
    const recency = source.recencyDays[i] ?? -1
    if ((source.frequency[i] ?? 0) > 0 && recency >= 0 && (all || recency <= POPULATION_DAYS)) positions[found++] = i
  }
  return positions.slice(0, found)
}
