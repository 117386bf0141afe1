import { setImmediate } from 'node:timers/promises'
import type { CustomerFeatures } from '../../features/customer-features.ts'
import type { Store } from '../../store/open.ts'
import { readLastProducts, type LastProduct } from '../../store/queries/features/read-bought-products.ts'
import { meanFigure, type ProductFigures } from './product-figures.ts'

/** What the products of customers' last purchase days say, in the order of the features. */
export interface LastOrders {
  readonly productDemand: Float64Array
  readonly productRepeats: Float64Array
}

type Frame = Pick<CustomerFeatures, 'asOf' | 'size' | 'positionOf'>

/** Customers read at once: a page takes a few milliseconds. */
const PAGE = 1000

/** Last orders of everybody before as-of. */
export function loadLastOrders(store: Store, features: Frame, figures: ProductFigures): LastOrders {
  const last = unknownLastOrders(features.size, figures)
  for (const page of readLastProducts(store, features.asOf.until, PAGE)) fill(last, page, features, figures)
  return last
}

/** The same; other requests are let through between pages of customers. */
export async function loadLastOrdersInTurns(
  store: Store,
  features: Frame,
  figures: ProductFigures,
): Promise<LastOrders> {
  const last = unknownLastOrders(features.size, figures)
  for (const page of readLastProducts(store, features.asOf.until, PAGE)) {
    fill(last, page, features, figures)
    await setImmediate()
  }
  return last
}

const unknownLastOrders = (size: number, { other }: ProductFigures): LastOrders => ({
  productDemand: new Float64Array(size).fill(other[0]),
  productRepeats: new Float64Array(size).fill(other[1]),
})

function fill(
  { productDemand, productRepeats }: LastOrders,
  page: readonly LastProduct[],
  { positionOf }: Frame,
  figures: ProductFigures,
): void {
  for (let from = 0, to = 0; from < page.length; from = to) {
    const [customerId] = page[from] as LastProduct
    const products = new Set<string>()
    for (; page[to]?.[0] === customerId; to += 1) {
      const product = page[to]?.[1] ?? null
      if (product !== null) products.add(product)
    }
    const position = positionOf(customerId)
    if (position < 0) continue
    const [demand, repeats] = meanFigure(figures, products)
    productDemand[position] = demand
    productRepeats[position] = repeats
  }
}
