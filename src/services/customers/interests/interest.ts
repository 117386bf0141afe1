import type { InterestKind } from './shop-baseline.ts'

/** Something that draws a customer more than it draws the shop's customers on the whole. */
export interface Interest {
  readonly kind: InterestKind
  readonly value: string
  /** Share of the customer's decayed views, carts and orders. */
  readonly share: number
  readonly shop_share: number
  /** share / shop_share, at least 2. */
  readonly lift: number
  /** Views, carts and order lines. */
  readonly events: number
}
