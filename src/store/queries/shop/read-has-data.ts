import type { Store } from '../../open.ts'

/** Whether anything of a shop has come in: an order, a person, an event, a review, a product, an article. */
export const readHasData = ({ sqlite }: Store): boolean =>
  sqlite
    .prepare<[], number>(
      `SELECT EXISTS (SELECT 1 FROM orders) OR EXISTS (SELECT 1 FROM customers) OR EXISTS (SELECT 1 FROM events)
         OR EXISTS (SELECT 1 FROM reviews) OR EXISTS (SELECT 1 FROM products) OR EXISTS (SELECT 1 FROM articles)`,
    )
    .pluck()
    .get() === 1
