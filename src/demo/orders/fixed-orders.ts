import type { Draws } from '../draws/draws.ts'
import { DAY, HOUR, MINUTE, wallOf } from '../files/wall-time.ts'
import type { Shopper } from '../people/shopper.ts'
import { recentAbnormalOrders } from './abnormal-orders.ts'
import type { DemoOrder } from './demo-order.ts'
import { makeLine } from './make-basket.ts'
import { handOver } from './make-delivery.ts'
import { finishOrder, type OrderPlan } from './finish-order.ts'

/** Orders that exist by name, and those of the planted groups. */
export function addFixedOrders(
  plan: OrderPlan,
  shopper: Shopper,
  orders: readonly DemoOrder[],
  draws: Draws,
): DemoOrder[] {
  const { role } = shopper
  const buy = (at: number, productId: string): DemoOrder[] => {
    const product = plan.catalogue.byId.get(productId)
    if (product === undefined) return []
    const lines = [makeLine(product, 1, at, plan.promotions)]
    return [{ ...finishOrder(plan, shopper, { at, lines, campaign: null }, draws), cancelledAt: null }]
  }
  if (role.kind === 'abnormal') return [...orders, ...recentAbnormalOrders(plan, shopper, draws)]
  if (role.kind === 'ring') {
    // Each account buys the product once and never anything else.
    return buy(wallOf('2026-05-08', 9) + role.member * 2 * HOUR + draws.below(50) * MINUTE, 'SKU-5120')
  }
  if (role.kind === 'copier') {
    return [
      ...orders,
      ...buy(
        wallOf('2026-03-02', 20) + role.group * 9 * DAY + draws.below(120) * MINUTE,
        COPIED_PRODUCTS[role.group % COPIED_PRODUCTS.length] ?? 'SKU-7702',
      ),
    ]
  }
  if (shopper.id !== 'C-20417') return [...orders]
  const at = wallOf('2026-06-28', 20.4)
  const shoes = (plan.catalogue.byType.get('running shoes') ?? []).find(
    (one) => one.createdDay < wallOf('2024-01-01') / DAY,
  )
  const lines = shoes === undefined ? [] : [makeLine(shoes, 1, at, plan.promotions)]
  return [
    ...orders,
    {
      ...finishOrder(plan, shopper, { at, lines, campaign: null }, draws),
      id: 'O-778120',
      cancelledAt: null,
      delivery: {
        shippedAt: wallOf('2026-06-29', 14.5),
        promisedAt: wallOf('2026-07-02', 22),
        deliveredAt: null,
        late: false,
        ...handOver({ settings: plan.settings, orderId: 'O-778120', city: shopper.city }, false),
      },
    },
  ]
}

/** Products whose reviews each group of copiers writes. */
export const COPIED_PRODUCTS = ['SKU-7702', 'SKU-6201', 'SKU-3301', 'SKU-8841', 'SKU-6305', 'SKU-7710'] as const
