import type { Store } from '../../open.ts'
import { products } from '../../schema/index.ts'
import { ORDER_DAYS } from '../orders/order-days.ts'
import { tableAccess, type TableAccess } from './table-access.ts'

export type ProductRow = typeof products.$inferSelect

export interface CatalogueFacts {
  readonly products: TableAccess<ProductRow>
  /** Whether any order line names this product. */
  isSold(productId: string): boolean
}

export function catalogueFacts(store: Store): CatalogueFacts {
  const sold = store.sqlite.prepare(
    `SELECT 1 FROM ${ORDER_DAYS} d CROSS JOIN order_lines l ON l.ordered_day = d.day AND l.product_id = @id
     UNION ALL SELECT 1 FROM returns WHERE product_id = @id LIMIT 1`,
  )
  return {
    products: tableAccess(store, products, ['id']),
    isSold: (productId) => sold.get({ id: productId }) !== undefined,
  }
}
