import { dateOfDay, dayOfDate } from '../../src/lib/time-zone.ts'
import { seededRandom } from '../../src/lib/random.ts'
import type { Store } from '../../src/store/open.ts'
import { competitorPrices, productPrices, products } from '../../src/store/schema/index.ts'
import { makeShop, type TestOrder } from './shop.ts'

export const PRICED_DAY = '2026-06-30'
export const PLANTED_ELASTICITY = -1.7
const LAST = dayOfDate(PRICED_DAY)
const WEEKS = 70
const MS = 86_400_000

/**
 * A dozen teas whose price changed twice and whose units follow it with an elasticity of -1.7, one tea (STILL) whose price never
 * changed, and two pots whose prices never changed either.
 */
export function pricedShop({ withPrices = true }: { readonly withPrices?: boolean } = {}): Store {
  const random = seededRandom('priced shop')
  const orders: TestOrder[] = []
  const goods = [
    ...Array.from({ length: 12 }, (_, at) => ({ id: `T${at + 1}`, category: 'tea', moves: true })),
    { id: 'STILL', category: 'tea', moves: false },
    { id: 'POT1', category: 'pots', moves: false },
    { id: 'POT2', category: 'pots', moves: false },
  ]
  const prices = goods.map(({ moves }) =>
    moves ? [2000, 1500 + Math.round(random() * 1000), 1500 + Math.round(random() * 1000)] : [2000],
  )
  const changes = goods.map(() => [20 + Math.floor(random() * 10), 45 + Math.floor(random() * 10)] as const)
  for (let week = 0; week < WEEKS; week += 1) {
    for (const [at, { id }] of goods.entries()) {
      const [first, second] = changes[at] ?? [0, 0]
      const own = prices[at] ?? []
      const price = own[Math.min(own.length - 1, week < first ? 0 : week < second ? 1 : 2)] ?? 2000
      const season = 1 + 0.3 * Math.sin(week / 8)
      const units = Math.round(12 * season * (price / 2000) ** PLANTED_ELASTICITY * (0.7 + 0.6 * random()))
      if (units === 0) continue
      orders.push({
        customer: `c-${(week * 7 + at) % 50}`,
        at: dateOfDay(LAST - (WEEKS - 1 - week) * 7 - 3),
        lines: [{ product: id, quantity: units, amountMinor: units * price }],
      })
    }
  }
  const store = makeShop({ orders })
  for (const [at, { id, category }] of goods.entries()) {
    const own = prices[at] ?? []
    store.db
      .insert(products)
      .values({
        id,
        name: `Product ${id}`,
        category,
        subcategory: category,
        brand: at % 2 === 0 ? 'Even' : 'Odd',
        priceMinor: own.at(-1) ?? 2000,
        costMinor: id === 'T2' ? null : 1200,
        status: 'active',
        createdAt: 0,
      })
      .run()
    if (!withPrices) continue
    const [first, second] = changes[at] ?? [0, 0]
    const start = LAST - WEEKS * 7 + 1
    for (const [step, price] of own.entries()) {
      const day = step === 0 ? start - 30 : start + (step === 1 ? first : second) * 7
      store.db
        .insert(productPrices)
        .values({ productId: id, validFrom: day * MS, priceMinor: price, currency: 'CNY' })
        .run()
    }
  }
  return store
}

export const seeCompetitor = (
  store: Store,
  productId: string,
  competitor: string,
  daysAgo: number,
  priceMinor: number,
  currency = 'CNY',
): void => {
  store.db
    .insert(competitorPrices)
    .values({ productId, competitor, seenAt: (LAST - daysAgo) * MS, priceMinor, currency })
    .run()
}
