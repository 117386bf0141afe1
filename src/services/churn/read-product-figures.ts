import type { AsOf } from '../../lib/as-of.ts'
import type { Store } from '../../store/open.ts'
import { readBoughtProducts } from '../../store/queries/features/read-bought-products.ts'
import { countProducts, type BoughtLines, type ProductFigures } from './product-figures.ts'

/** Customers whose purchases tell about products; more would hardly move the figures. */
const MOST_CUSTOMERS = 25_000

/** Figures of products as of an instant, from these customers or from every so many of them. */
export const readProductFigures = (store: Store, asOf: AsOf, customerIds: readonly string[]): ProductFigures =>
  countProducts(histories(store, asOf, customerIds), asOf.day)

function* histories(store: Store, asOf: AsOf, customerIds: readonly string[]): Generator<BoughtLines> {
  const step = Math.max(1, Math.ceil(customerIds.length / MOST_CUSTOMERS))
  for (let i = 0; i < customerIds.length; i += step) {
    yield readBoughtProducts(store, customerIds[i] as string, asOf.until)
  }
}
