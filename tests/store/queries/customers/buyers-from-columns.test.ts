import { describe, expect, test } from 'vitest'
import { seededRandom } from '../../../../src/lib/random.ts'
import { dayOfDate } from '../../../../src/lib/time-zone.ts'
import { readBuyers } from '../../../../src/store/queries/customers/read-buyers.ts'
import { readPeriodTotals } from '../../../../src/store/queries/customers/read-period-totals.ts'
import { makeShop, type TestOrder } from '../../../support/shop.ts'

const [FROM, TO] = [dayOfDate('2026-01-01'), dayOfDate('2026-07-01')]
const UNTIL = TO * 86_400_000

/** Half a year of orders drawn at random: cancelled ones, nameless ones, the last hours of the last day among them. */
function drawShop() {
  const random = seededRandom('columns')
  const orders = Array.from({ length: 400 }, (): TestOrder => {
    const at = FROM * 86_400_000 + Math.floor(random() * (TO - FROM) * 86_400_000)
    const cancelledAt = random() < 0.2 ? at + Math.floor(random() * 40 * 86_400_000) : null
    return {
      customer: random() < 0.1 ? null : `C-${Math.floor(random() * 30)}`,
      at: new Date(at).toISOString(),
      lines: [{ product: `P${Math.floor(random() * 5)}`, amountMinor: 100 + Math.floor(random() * 900) }],
      cancelledAt,
    }
  })
  const returns = Array.from({ length: 40 }, (_, index) => ({
    customer: `C-${index % 35}`,
    at: new Date(FROM * 86_400_000 + random() * (TO - FROM) * 86_400_000).toISOString(),
    amountMinor: 10 + index,
  }))
  return makeShop({ orders, returns })
}

/** One short stretch after the other never makes columns worth reading; a long one does at once. */
const STRETCHES = [
  [FROM, TO],
  [FROM + 10, FROM + 120],
  [FROM + 60, TO - 2],
] as const

describe('columns of purchases say what the store says', () => {
  test.each(STRETCHES)('who bought, and how much, from day %i to %i', (fromDay, toDay) => {
    const store = drawShop()
    for (const until of [UNTIL, (FROM + 100) * 86_400_000 + 5_000_000]) {
      const expected = bruteForce(store, until, fromDay, toDay)
      const totals = readPeriodTotals(store, until, { fromDay, toDay })
      expect(Object.fromEntries([...totals].toSorted())).toEqual(expected.totals)
      expect([...readBuyers(store, until, null, { fromDay, toDay })].toSorted()).toEqual(expected.buyers)
      expect([...readBuyers(store, until, ['P1', 'P3'], { fromDay, toDay })].toSorted()).toEqual(expected.buyersOfTwo)
    }
  })

  test('an answer is kept while the facts stay and made anew when they change', () => {
    const store = drawShop()
    const range = { fromDay: FROM, toDay: TO }
    const first = readPeriodTotals(store, UNTIL, range)
    expect(readPeriodTotals(store, UNTIL, range)).toBe(first)
    store.sqlite
      .prepare(
        `INSERT INTO orders (id, customer_id, ordered_at, ordered_day, status, has_sale, gross_minor, units, line_count)
         VALUES ('O-new', 'C-new', ?, ?, 'completed', 1, 500, 1, 1)`,
      )
      .run(FROM * 86_400_000, FROM)
    expect(readPeriodTotals(store, UNTIL, range).get('C-new')).toEqual({ orders: 1, grossMinor: 500, returnsMinor: 0 })
  })
})

/** Plain loops over plain rows. */
function bruteForce(store: ReturnType<typeof makeShop>, until: number, fromDay: number, toDay: number) {
  const orders = store.sqlite.prepare('SELECT * FROM orders').all() as {
    id: string
    customer_id: string | null
    ordered_at: number
    ordered_day: number
    cancelled_at: number | null
    gross_minor: number
  }[]
  const lines = store.sqlite.prepare('SELECT order_id, product_id FROM order_lines').all() as {
    order_id: string
    product_id: string
  }[]
  const returns = store.sqlite.prepare('SELECT * FROM returns').all() as {
    customer_id: string
    returned_at: number
    returned_day: number
    amount_minor: number
  }[]
  const totals: Record<string, { orders: number; grossMinor: number; returnsMinor: number }> = {}
  const entry = (id: string) => (totals[id] ??= { orders: 0, grossMinor: 0, returnsMinor: 0 })
  const [buyers, buyersOfTwo] = [new Set<string>(), new Set<string>()]
  for (const order of orders) {
    const counts =
      order.customer_id !== null &&
      order.ordered_day >= fromDay &&
      order.ordered_day < toDay &&
      order.ordered_at < until &&
      (order.cancelled_at === null || order.cancelled_at >= until)
    if (!counts || order.customer_id === null) continue
    const sums = entry(order.customer_id)
    sums.orders += 1
    sums.grossMinor += order.gross_minor
    buyers.add(order.customer_id)
    const bought = lines.some((line) => line.order_id === order.id && ['P1', 'P3'].includes(line.product_id))
    if (bought) buyersOfTwo.add(order.customer_id)
  }
  for (const back of returns) {
    if (back.returned_day < fromDay || back.returned_day >= toDay || back.returned_at >= until) continue
    entry(back.customer_id).returnsMinor += back.amount_minor
  }
  return {
    totals: Object.fromEntries(Object.entries(totals).toSorted()),
    buyers: [...buyers].toSorted(),
    buyersOfTwo: [...buyersOfTwo].toSorted(),
  }
}
