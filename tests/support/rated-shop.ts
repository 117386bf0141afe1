import { seededRandom } from '../../src/lib/random.ts'
import type { Store } from '../../src/store/open.ts'
import { reviews, surveys, tickets } from '../../src/store/schema/index.ts'
import { makeShop, type TestOrder } from './shop.ts'

const DAY = 86_400_000
export const RATED_DAY = '2026-06-30'
const START = Date.parse('2026-03-01T12:00:00Z')

/** What was planted: a late parcel costs about this many stars, the price paid nothing. */
export const LATE_STARS = -1.5

/**
 * A shop of 600 delivered orders in two regions, each rated a day after it came: a fifth late in East, two fifths in West;
 * every customer places two orders. One ticket per ten orders, ten NPS answers, one CSAT survey.
 */
export function ratedShop(): Store {
  const random = seededRandom('rated shop')
  const orders = Array.from({ length: 600 }, (_, i) => {
    const region = i % 3 === 0 ? 'West' : 'East'
    const late = random() < (region === 'West' ? 0.4 : 0.2)
    const orderedAt = START + (i % 100) * DAY
    const score = Math.max(1, Math.min(5, Math.round(4.4 + (random() - 0.5) * 2 + (late ? LATE_STARS : 0))))
    return {
      order: {
        id: `O-${i}`,
        customer: `C-${Math.floor(i / 2)}`,
        at: new Date(orderedAt).toISOString(),
        region,
        city: region === 'West' ? 'Chengdu' : i % 3 === 1 ? 'Shanghai' : 'Nanjing',
        shippedAt: orderedAt + DAY / 2,
        promisedAt: orderedAt + 4 * DAY,
        deliveredAt: orderedAt + (late ? 6 : 3) * DAY,
        lines: [{ product: i % 2 === 0 ? 'P-1' : 'P-2', amountMinor: 900 + (i % 7) * 20 }],
      } satisfies TestOrder,
      score,
      ratedAt: orderedAt + (late ? 7 : 4) * DAY,
    }
  })
  const store = makeShop({ orders: orders.map((one) => one.order) })
  for (const [i, { order, score, ratedAt }] of orders.entries()) {
    store.db
      .insert(reviews)
      .values({
        id: `R-${i}`,
        customerId: order.customer,
        orderId: order.id,
        productId: order.lines[0]?.product ?? null,
        rating: score,
        body: `Review ${i}`,
        writtenAt: ratedAt,
        writtenDay: Math.floor(ratedAt / DAY),
      })
      .run()
    if (i % 10 !== 0) continue
    store.db
      .insert(tickets)
      .values({
        id: `T-${i}`,
        customerId: order.customer,
        orderId: order.id,
        channel: i % 20 === 0 ? 'app' : 'web',
        subject: 'Where is it?',
        issue: i % 30 === 0 ? 'delivery' : 'quality',
        status: 'resolved',
        openedAt: order.promisedAt,
        firstResponseAt: order.promisedAt + 3_600_000 * (1 + (i % 4)),
        resolvedAt: order.promisedAt + 3_600_000 * 24,
        rating: 4,
      })
      .run()
  }
  for (let i = 0; i < 11; i++) {
    const at = START + 40 * DAY
    store.db
      .insert(surveys)
      .values({
        id: `S-${i}`,
        customerId: `C-${i}`,
        orderId: i === 10 ? 'O-20' : null,
        kind: i === 10 ? 'csat' : 'nps',
        score: i === 10 ? 5 : i < 6 ? 10 : i < 8 ? 7 : 2,
        answeredAt: at,
        answeredDay: Math.floor(at / DAY),
      })
      .run()
  }
  return store
}
