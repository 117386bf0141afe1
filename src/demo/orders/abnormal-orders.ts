import type { Draws } from '../draws/draws.ts'
import { DAY, HOUR, MINUTE, wallOf } from '../files/wall-time.ts'
import type { Shopper } from '../people/shopper.ts'
import type { AbnormalPattern, DemoOrder } from './demo-order.ts'
import { finishOrder, type OrderPlan } from './finish-order.ts'
import { makeLine } from './make-basket.ts'

/** Chance that an ordinary order starts an abnormal pattern; patterns make 2.2 orders on average, 0.5 % of all. */
export const ABNORMAL_SHARE = 0.0022

const PATTERNS: readonly AbnormalPattern[] = ['velocity', 'amount', 'new_device_far', 'card_testing']

function patternOrders(
  plan: OrderPlan,
  shopper: Shopper,
  at: number,
  pattern: AbnormalPattern,
  draws: Draws,
): DemoOrder[] {
  const electronics = (plan.catalogue.byCategory.get('electronics')?.products ?? []).toSorted(
    (a, b) => b.basePriceMinor - a.basePriceMinor,
  )
  const cheap = plan.catalogue.products.filter(
    (one) => one.basePriceMinor <= 4900 && one.createdDay < wallOf('2024-01-01') / DAY,
  )
  const dear = electronics.slice(0, 8)
  const line = (wall: number, list: readonly (typeof dear)[number][], quantity: number) =>
    makeLine(draws.pick(list), quantity, wall, plan.promotions)
  const order = (wall: number, lines: DemoOrder['lines']): DemoOrder => ({
    ...finishOrder(plan, shopper, { at: wall, lines, campaign: null }, draws),
    cancelledAt: null,
    coupon: null,
    orderDiscountMinor: 0,
    abnormal: pattern,
  })
  if (pattern === 'velocity') {
    return Array.from({ length: 4 }, (_, n) => {
      const wall = at + n * (2 * MINUTE + draws.below(90) * 1000)
      return order(wall, [line(wall, dear, 1)])
    })
  }
  if (pattern === 'amount') return [order(at, [line(at, dear, 9 + draws.below(6))])]
  if (pattern === 'new_device_far') {
    const far = plan.settings.cities.filter((one) => one.region !== shopper.city.region)
    return [
      {
        ...order(at, [line(at, dear, 2)]),
        city: draws.pick(far),
        device: shopper.mobile ? 'desktop' : 'mobile',
        channel: 'web',
        payment: 'card',
      },
    ]
  }
  return Array.from({ length: 3 }, (_, n) => {
    const wall = at + n * (MINUTE + draws.below(50) * 1000)
    return { ...order(wall, [line(wall, cheap, 1)]), payment: 'card' }
  })
}

/** Puts an abnormal pattern in the place of an ordinary order, in the small hours. */
export function disturbOrder(plan: OrderPlan, shopper: Shopper, order: DemoOrder, draws: Draws): DemoOrder[] {
  const night = Math.floor(order.at / DAY) * DAY + 2 * HOUR + draws.below(180) * MINUTE
  // A registration cannot follow its first order.
  const at = night > shopper.createdAt ? night : order.at
  return patternOrders(plan, shopper, at, draws.pick(PATTERNS), draws)
}

/** The planted abnormal orders of the last 48 hours: each pattern by two people. */
export function recentAbnormalOrders(plan: OrderPlan, shopper: Shopper, draws: Draws): DemoOrder[] {
  if (shopper.role.kind !== 'abnormal') return []
  const at = wallOf(shopper.index % 2 === 0 ? '2026-06-29' : '2026-06-30', 2) + draws.below(240) * MINUTE
  return patternOrders(plan, shopper, at, shopper.role.pattern, draws)
}
