import { NotFoundError } from '../../../../lib/errors.ts'
import { toMajor } from '../../../../lib/money.ts'
import type { Fact } from '../../../../lib/tool-result.ts'
import { readOrdersToDecide, type OrderToDecide } from '../../../../store/queries/actions/read-orders-to-decide.ts'
import type { ServiceContext } from '../../../context.ts'

/**
 * The orders that a decision is about; for a service bot only those of its customer, others read as if there were none.
 *
 * @throws {NotFoundError} naming the first order that there is not
 */
export function ordersInQuestion(ctx: ServiceContext, orderIds: readonly string[]): readonly OrderToDecide[] {
  const found = readOrdersToDecide(ctx.store, orderIds, ctx.asOf.until)
  const { role, boundCustomerId } = ctx.actor
  // An order of nobody known is not the order of a bot that is bound to nobody.
  const isOwn = ({ customerId }: OrderToDecide): boolean => customerId !== null && customerId === boundCustomerId
  const own = role === 'service_bot' ? found.filter(isOwn) : found
  const known = new Set(own.map(({ id }) => id))
  const missing = orderIds.find((id) => !known.has(id))
  if (missing !== undefined) throw new NotFoundError('order', missing.slice(0, 80))
  return own
}

export const orderFacts = (ctx: ServiceContext, orders: readonly OrderToDecide[]): Fact[] => [
  { id: 'orders', label: 'Orders', value: orders.length, unit: 'orders' },
  { id: 'order_id', label: 'Order', value: orders[0]?.id ?? null, unit: 'id' },
  {
    id: 'order_value',
    label: 'Value',
    value: toMajor(
      orders.reduce((sum, order) => sum + order.grossMinor, 0),
      ctx.shop.currency,
    ),
    unit: ctx.shop.currency,
  },
]

/** "O-1, O-2 and 3 more". */
export function namesOf(ids: readonly string[], language: 'en' | 'zh'): string {
  const shown = ids.slice(0, 5).join(language === 'zh' ? '、' : ', ')
  const more = ids.length - Math.min(5, ids.length)
  if (more === 0) return shown
  return language === 'zh' ? `${shown} 等 ${ids.length} 个` : `${shown} and ${more} more`
}
