import { dayOfDate, MS_PER_DAY } from '../../src/lib/time-zone.ts'
import { seededRandom } from '../../src/lib/random.ts'
import type { Store } from '../../src/store/open.ts'
import { customerConsents, customers, events, products } from '../../src/store/schema/index.ts'
import { makeShop } from './shop.ts'

export interface TestEvent {
  readonly customer: string
  /** UTC ms */
  readonly at: number
  readonly name: string
  readonly product?: string
  readonly query?: string
  readonly position?: number
  readonly properties?: object
}

let keys = 0

/** Writes events as importing would leave them. */
export function addEvents(store: Store, list: readonly TestEvent[]): void {
  store.sqlite.transaction(() => {
    for (const { customer, at, name, product, query, position, properties } of list) {
      store.db
        .insert(events)
        .values({
          eventKey: Buffer.from(`test event ${(keys += 1)}`),
          customerId: customer,
          name,
          occurredAt: at,
          occurredDay: Math.floor(at / MS_PER_DAY),
          receivedAt: at,
          productId: product ?? null,
          query: query ?? null,
          position: position ?? null,
          properties: properties === undefined ? null : JSON.stringify(properties),
        })
        .run()
    }
  })()
}

const MINUTE = 60_000

/**
 * A shop (UTC) whose visits follow a known story, over the 120 days to `lastDay`. Each begins with a page; then a search or
 * not; a product of category a (customers v-1, v-3, ...) or b (the others), nine times of ten; half put it in the cart; of
 * these seven in ten go to the checkout, of whom all pay. Nobody visits on the last day. `quiet` never came, `refuses` came
 * and has withdrawn the consent to profiling.
 */
export function visitShop({
  customers: count,
  visits,
  lastDay,
  seed = 'visits',
}: {
  readonly customers: number
  readonly visits: number
  readonly lastDay: string
  readonly seed?: string
}): Store {
  const store = makeShop({})
  const random = seededRandom(seed)
  const end = dayOfDate(lastDay) * MS_PER_DAY
  for (const category of ['a', 'b']) {
    for (let i = 1; i <= 3; i++) {
      store.db
        .insert(products)
        .values({ id: `P-${category}${i}`, name: `Product ${category}${i}`, category, brand: `brand ${category}` })
        .run()
    }
  }
  const ids = [...Array.from({ length: count }, (_, i) => `v-${i + 1}`), 'quiet', 'refuses']
  for (const id of ids) store.db.insert(customers).values({ id, createdAt: 0 }).run()
  store.db
    .insert(customerConsents)
    .values({ customerId: 'refuses', kind: 'profiling', changedAt: 1, granted: 0, source: null })
    .run()
  const list: TestEvent[] = []
  for (const [index, customer] of ids.entries()) {
    if (customer === 'quiet') continue
    const liked = index % 2 === 0 ? 'a' : 'b'
    for (let visit = 0; visit < visits; visit++) {
      let at = end - Math.floor(random() * 120 * 24) * 60 * MINUTE - 60 * MINUTE
      const add = (name: string, rest: Partial<TestEvent> = {}): void => {
        list.push({ customer, at, name, ...rest })
        at += MINUTE
      }
      add('page')
      const category = random() < 0.9 ? liked : liked === 'a' ? 'b' : 'a'
      if (random() < 0.5) add('search', { query: `${category} thing` })
      const product = `P-${category}${1 + Math.floor(random() * 3)}`
      add('product_view', { product })
      if (random() < 0.5) continue
      add('add_to_cart', { product })
      if (random() < 0.3) continue
      add('checkout')
      add('pay')
    }
  }
  addEvents(store, list)
  return store
}
