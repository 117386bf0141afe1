import { describe, expect, test } from 'vitest'
import { TAGS } from '../../../src/services/customers/tags/tag-rules.ts'
import { resolvePopulation } from '../../../src/services/population/resolve-population.ts'
import { refresh } from '../../../src/services/refresh/refresh.ts'
import type { Filter } from '../../../src/lib/filters.ts'
import { makeShop, testContext } from '../../support/shop.ts'
import { addEvents } from '../../support/people.ts'

const DAYS = ['2026-01-10', '2026-02-14', '2026-03-07', '2026-04-05', '2026-05-01', '2026-06-20'] as const

function shop() {
  const store = makeShop({
    customers: [{ id: 'prospect', createdAt: 0 }],
    orders: ['a', 'b', 'c', 'd', 'e'].flatMap((customer, rank) =>
      DAYS.slice(0, rank + 2).map((at) => ({ customer, at, grossMinor: 1000 * (rank + 1) })),
    ),
  })
  store.sqlite.exec("INSERT INTO products (id, name, category) VALUES ('T1', 'Tent', 'Tents'), ('B1', 'Boot', 'Boots')")
  const look = (customerId: string, productId: string, times: number) =>
    addEvents(
      store,
      Array.from({ length: times }, (_, index) => ({
        customerId,
        productId,
        name: 'product_view',
        at: `2026-06-2${index % 9}T10:00:00Z`,
      })),
    )
  look('a', 'T1', 5)
  look('b', 'B1', 20)
  return store
}

const FILTERS: readonly Filter[] = [
  ...TAGS.map((value) => ({ field: 'tag' as const, op: 'eq' as const, value })),
  { field: 'tag', op: 'ne', value: TAGS[0] ?? '' },
  { field: 'tag', op: 'is_empty' },
  { field: 'tag', op: 'contains', value: 'new' },
  { field: 'interest', op: 'eq', value: 'tents' },
  { field: 'interest', op: 'not_in', value: ['Tents', 'Boots'] },
  { field: 'interest', op: 'is_empty' },
]

describe('stamped tags and interests', () => {
  test('choose exactly whom the facts choose, for every tag and every comparison', async () => {
    const store = shop()
    const ctx = testContext(store, '2026-06-30')
    const chosen = () => FILTERS.map((filter) => [...(resolvePopulation(ctx, [filter]).customerIds ?? [])])
    const computed = chosen()
    await refresh({ ctx, input: { what: 'features', force: false } })
    expect(chosen()).toEqual(computed)
    expect(new Set(computed.map((ids) => ids.length)).size).toBeGreaterThan(2)
    expect(resolvePopulation(ctx, [{ field: 'interest', op: 'eq', value: 'Tents' }]).customerIds).toEqual(
      new Set(['a']),
    )
  })

  test('serve the as-of that they were stamped at and no other', async () => {
    const store = shop()
    await refresh({ ctx: testContext(store, '2026-06-30'), input: { what: 'features', force: false } })
    const tents: Filter = { field: 'interest', op: 'eq', value: 'Tents' }
    expect(resolvePopulation(testContext(store, '2026-05-31'), [tents]).customerIds).toEqual(new Set())
  })

  test('are left aside once facts have moved', async () => {
    const store = shop()
    const ctx = testContext(store, '2026-06-30')
    await refresh({ ctx, input: { what: 'features', force: false } })
    store.sqlite.exec(
      "DELETE FROM customer_marks; INSERT INTO watermarks (name, fact_version, updated_at) VALUES ('facts', 2, 0)",
    )
    expect(resolvePopulation(ctx, [{ field: 'interest', op: 'eq', value: 'Tents' }]).customerIds).toEqual(
      new Set(['a']),
    )
  })
})
