import { expect, test } from 'vitest'
import { queryMetrics } from '../../../src/services/metrics/query-metrics.ts'
import { resolvePopulation } from '../../../src/services/population/resolve-population.ts'
import { memberLevels } from '../../../src/store/schema/index.ts'
import { makeShop, testContext } from '../../support/shop.ts'

const store = makeShop({
  customers: ['A', 'B', 'C'].map((id) => ({ id, createdAt: 0 })),
  orders: [
    { customer: 'A', at: '2026-05-10', grossMinor: 30_000 },
    { customer: 'B', at: '2026-05-12', grossMinor: 10_000 },
    { customer: 'C', at: '2026-05-14', grossMinor: 5000 },
  ],
})
store.db
  .insert(memberLevels)
  .values([
    { customerId: 'A', changedAt: Date.parse('2026-01-01'), level: 'silver' },
    { customerId: 'A', changedAt: Date.parse('2026-06-01'), level: 'gold' },
    { customerId: 'B', changedAt: Date.parse('2026-01-01'), level: 'silver' },
  ])
  .run()

test.each([
  ['2026-06-30', ['A']],
  ['2026-05-31', []],
])('members of a level are those who hold it as of %s', (asOf, expected) => {
  const { customerIds } = resolvePopulation(testContext(store, asOf), [
    { field: 'member_level', op: 'eq', value: 'gold' },
  ])
  expect([...(customerIds ?? [])]).toEqual(expected)
})

test('figures are split by the level that their customers hold, and add up', () => {
  const { table } = queryMetrics({
    ctx: testContext(store, '2026-06-30'),
    input: { metrics: ['net_revenue'], dimensions: ['member_level'], period: '2026-05' },
  })
  expect(table?.rows.map((row) => [row['member_level'], row['net_revenue']])).toEqual(
    expect.arrayContaining([
      ['gold', 300],
      ['silver', 100],
    ]),
  )
})
