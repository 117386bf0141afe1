import type { Store } from '../../open.ts'

/** Reads the categories of what an order sold, each once; empty where the products are not known. */
export function orderCategoriesReader(store: Store): (orderId: string) => readonly string[] {
  const read = store.sqlite
    .prepare<[string], string>(
      `SELECT DISTINCT p.category FROM order_lines l JOIN products p ON p.id = l.product_id
       WHERE l.order_id = ? AND l.kind = 'sale' AND p.category IS NOT NULL`,
    )
    .pluck()
  return (orderId) => read.all(orderId)
}
