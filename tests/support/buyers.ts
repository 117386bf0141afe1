import { makeShop, type TestOrder } from './shop.ts'
import type { Store } from '../../src/store/open.ts'

export interface TestGroup {
  readonly name: string
  readonly count: number
  /** Whole days from the last order to 2026-06-30, and between orders. */
  readonly silentDays: number
  readonly gapDays: number
  readonly orders: number
  readonly orderMinor: number
}

const LAST = Date.UTC(2026, 5, 30, 12)
const DAY = 86_400_000

/** Groups of buyers who differ in how often, how recently and for how much they buy; a little apart within their group. */
export function shopOfGroups(groups: readonly TestGroup[], prospects = 0): Store {
  const orders: TestOrder[] = groups.flatMap(({ name, count, silentDays, gapDays, orders: many, orderMinor }) =>
    Array.from({ length: count }, (_, i) =>
      Array.from({ length: many }, (_order, order) => ({
        customer: `${name}-${i}`,
        at: new Date(LAST - (silentDays + (i % 3) + order * gapDays) * DAY).toISOString(),
        grossMinor: orderMinor + (i % 7) * Math.round(orderMinor / 50),
      })),
    ).flat(),
  )
  return makeShop({
    customers: Array.from({ length: prospects }, (_, i) => ({ id: `prospect-${i}`, createdAt: 0 })),
    orders,
  })
}

export const THREE_GROUPS: readonly TestGroup[] = [
  { name: 'regular', count: 30, silentDays: 3, gapDays: 14, orders: 12, orderMinor: 20_000 },
  { name: 'seldom', count: 20, silentDays: 200, gapDays: 60, orders: 2, orderMinor: 3_000 },
  { name: 'whale', count: 12, silentDays: 10, gapDays: 30, orders: 6, orderMinor: 900_000 },
]
