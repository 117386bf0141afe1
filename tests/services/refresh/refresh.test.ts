import { describe, expect, test } from 'vitest'
import { refresh } from '../../../src/services/refresh/refresh.ts'
import type { Store } from '../../../src/store/open.ts'
import { makeShop, testActor, testContext } from '../../support/shop.ts'

const shop = {
  customers: [{ id: 'prospect', createdAt: 0 }],
  orders: [
    { customer: 'a', at: '2026-06-01', grossMinor: 3000 },
    { customer: 'a', at: '2026-06-20', grossMinor: 4000 },
    { customer: 'b', at: '2026-01-01', grossMinor: 500 },
  ],
  returns: [{ customer: 'a', at: '2026-06-25', amountMinor: 100 }],
}

const tableOf = (store: Store, table: string): unknown =>
  store.sqlite.prepare(`SELECT * FROM ${table} ORDER BY 1, 2, 3`).all()
const doneSteps = async (call: ReturnType<typeof refresh>) =>
  (await call).steps.filter(({ done }) => done).map(({ name }) => name)

describe('refresh', () => {
  test('stamps one row per customer and the cut points, then finds them up to date', async () => {
    const store = makeShop(shop)
    const ctx = testContext(store, '2026-06-30')
    expect(await doneSteps(refresh({ ctx, input: { what: 'all', force: false } }))).toContain('features')
    const rows = store.sqlite
      .prepare('SELECT customer_id, recency_days, frequency, monetary_minor, lifecycle, r, f, m FROM customer_features')
      .raw()
      .all()
    expect(rows).toEqual([
      ['a', 10, 2, 6900, 'growing', 5, 5, 5],
      ['b', 180, 1, 500, 'churned', 1, 1, 1],
      ['prospect', null, 0, 0, 'prospect', null, null, null],
    ])
    expect(store.sqlite.prepare('SELECT count(*) FROM rfm_cut_points').pluck().get()).toBe(2 * 3 * 4)
    expect(await doneSteps(refresh({ ctx, input: { what: 'all', force: false } }))).toEqual([])
  })

  test('computes anew when facts or the default as-of have moved', async () => {
    const store = makeShop(shop)
    const ctx = testContext(store, '2026-06-30')
    await refresh({ ctx, input: { what: 'features', force: false } })
    const tomorrow = testContext(store, '2026-07-01')
    expect(await doneSteps(refresh({ ctx: tomorrow, input: { what: 'features', force: false } }))).toContain('features')
    store.sqlite.prepare("INSERT INTO watermarks (name, fact_version, updated_at) VALUES ('facts', 2, 0)").run()
    expect(await doneSteps(refresh({ ctx: tomorrow, input: { what: 'features', force: false } }))).toContain('features')
  })

  test('stamps the band of each product by the prices of its kind, and moves the facts only when one changes', async () => {
    const store = makeShop(shop)
    const ctx = testContext(store, '2026-06-30')
    const versions = () =>
      store.sqlite.prepare("SELECT fact_version FROM watermarks WHERE name = 'facts'").pluck().get()
    store.sqlite.prepare("INSERT INTO watermarks (name, fact_version, updated_at) VALUES ('facts', 1, 0)").run()
    const add = store.sqlite.prepare('INSERT INTO products (id, name, category, price_minor) VALUES (?, ?, ?, ?)')
    for (const [at, price] of [10, 20, 30, 40, 50, 60].entries()) add.run(`p${at}`, `p${at}`, 'tea', price * 100)
    add.run('free', 'free', 'tea', null)
    await refresh({ ctx, input: { what: 'features', force: false } })
    const bands = () => store.sqlite.prepare('SELECT price_band FROM products ORDER BY id').pluck().all()
    expect(bands()).toEqual([null, 'low', 'low', 'medium', 'medium', 'high', 'high'])
    expect(versions()).toBe(2)
    await refresh({ ctx, input: { what: 'features', force: true } })
    expect(versions()).toBe(2)
    // The newest price of a list counts before that of the catalogue.
    store.sqlite
      .prepare('INSERT INTO product_prices (product_id, valid_from, price_minor, currency) VALUES (?, 0, ?, ?)')
      .run('p0', 90_00, 'CNY')
    await refresh({ ctx, input: { what: 'features', force: true } })
    expect(bands()[1]).toBe('high')
    expect(versions()).toBe(3)
  })

  test('rebuilds everything by force, to the same bytes', async () => {
    const store = makeShop(shop)
    const ctx = testContext(store, '2026-06-30')
    await refresh({ ctx, input: { what: 'all', force: true } })
    const tables = [
      'customer_rollups',
      'customer_months',
      'daily_rollups',
      'sessions',
      'customer_features',
      'rfm_cut_points',
    ]
    const before = tables.map((table) => tableOf(store, table))
    expect(await doneSteps(refresh({ ctx, input: { what: 'all', force: true } }))).toEqual(
      expect.arrayContaining(['rollups', 'features']),
    )
    expect(tables.map((table) => tableOf(store, table))).toEqual(before)
  })

  test('is recorded, and closed to who may not import', async () => {
    const store = makeShop(shop)
    await refresh({ ctx: testContext(store, '2026-06-30'), input: { what: 'features', force: false } })
    expect(store.sqlite.prepare("SELECT count(*) FROM audit_log WHERE action = 'refresh'").pluck().get()).toBe(1)
    const closed = testContext(store, '2026-06-30', { actor: testActor('privacy_officer') })
    await expect(refresh({ ctx: closed, input: { what: 'features', force: false } })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
  })
})
