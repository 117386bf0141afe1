import { asOfDate } from '../../lib/as-of.ts'
import { readShopSize } from '../../store/queries/shop/read-shop-size.ts'
import { authorise } from '../access/authorise.ts'
import type { ServiceContext } from '../context.ts'

export interface ShopSummary {
  readonly shop: string
  readonly currency: string
  readonly time_zone: string
  readonly as_of: string
  readonly customers: number
  readonly orders: number
}

/** One line about the shop, for pages and greetings. */
export function summariseShop({ ctx }: { ctx: ServiceContext }): ShopSummary {
  authorise(ctx, 'read:aggregates')
  const { customers, orders } = readShopSize(ctx.store)
  return {
    shop: ctx.shop.name,
    currency: ctx.shop.currency,
    time_zone: ctx.shop.zone.name,
    as_of: asOfDate(ctx.asOf),
    customers,
    orders,
  }
}
