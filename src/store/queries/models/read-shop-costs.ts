import type { Store } from '../../open.ts'
import { VALID_ORDER_AS_OF } from '../features/valid-order.ts'

/** What is known of the cost of goods in valid orders before `until` (UTC ms): gross of all, gross with a cost, that cost. */
export const readShopCosts = (
  store: Store,
  until: number,
): { readonly grossMinor: number; readonly costedGrossMinor: number; readonly costMinor: number } =>
  store.sqlite
    .prepare<[{ until: number }], { grossMinor: number; costedGrossMinor: number; costMinor: number }>(
      `SELECT coalesce(sum(gross_minor), 0) AS grossMinor, coalesce(sum(costed_gross_minor), 0) AS costedGrossMinor,
         coalesce(sum(cost_minor), 0) AS costMinor
       FROM orders WHERE customer_id IS NOT NULL AND ${VALID_ORDER_AS_OF}`,
    )
    .get({ until }) ?? { grossMinor: 0, costedGrossMinor: 0, costMinor: 0 }
