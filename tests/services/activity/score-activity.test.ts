import { describe, expect, test } from 'vitest'
import { dayOfDate, MS_PER_DAY } from '../../../src/lib/time-zone.ts'
import { scoreActivity } from '../../../src/services/activity/score-activity.ts'
import { scoreActivityTool } from '../../../tools/activity/score-activity.ts'
import { makeShop, testActor, testContext } from '../../support/shop.ts'

const LAST_DAY = '2026-06-30'
const last = dayOfDate(LAST_DAY)

/** Customers with an event on each of so many days, the last of them `endedAgo` days before the last. */
function visits(of: Readonly<Record<string, readonly [days: number, endedAgo: number]>>) {
  const store = makeShop({ customers: Object.keys(of).map((id) => ({ id, createdAt: 0, isStub: 0 })) })
  const add = store.sqlite.prepare(
    `INSERT INTO events (event_key, customer_id, name, occurred_at, occurred_day, received_at) VALUES (?, ?, 'page', ?, ?, 0)`,
  )
  for (const [id, [days, endedAgo]] of Object.entries(of)) {
    for (let i = 0; i < days; i += 1) {
      const day = last - endedAgo - i
      for (const hour of [9, 15])
        add.run(Buffer.from(`${id}/${day}/${hour}`), id, day * MS_PER_DAY + hour * 3_600_000, day)
    }
  }
  return store
}

describe('scoreActivity', () => {
  const store = visits({ a: [12, 0], b: [11, 0], c: [4, 0], d: [3, 0], e: [1, 27], f: [5, 28], g: [0, 0] })
  const { data, facts } = scoreActivity({ ctx: testContext(store, LAST_DAY), input: {} })

  test('counts days of the last 28, not events, and cuts levels where the definition does', () => {
    expect(Object.fromEntries(data.customers.map((one) => [one.customer_id, [one.active_days, one.level]]))).toEqual({
      a: [12, 'high'],
      b: [11, 'medium'],
      c: [4, 'medium'],
      d: [3, 'low'],
      e: [1, 'low'],
      f: [0, 'silent'],
      g: [0, 'silent'],
    })
    expect(data.levels.map(({ level, customers }) => [level, customers])).toEqual([
      ['high', 1],
      ['medium', 2],
      ['low', 2],
      ['silent', 2],
    ])
    expect(data.levels[1]?.mean_active_days).toBe(7.5)
    expect(facts.find(({ id }) => id === 'period_from')?.value).toBe('2026-06-03')
    expect(scoreActivityTool.output.safeParse(data).error).toBeUndefined()
  })
  test('looks at the customers of the filters, and an earlier as-of sees no later visit', () => {
    const filtered = scoreActivity({
      ctx: testContext(store, LAST_DAY),
      input: { filters: [{ field: 'activity', op: 'eq', value: 'low' }] },
    })
    expect(filtered.data.customers.map(({ customer_id: id }) => id)).toEqual(['d', 'e'])
    const earlier = scoreActivity({ ctx: testContext(store, '2026-06-28'), input: {} })
    expect(earlier.data.customers.find(({ customer_id: id }) => id === 'd')?.active_days).toBe(1)
  })
  test('a shop without events says so, and a shared channel gets counts without names', () => {
    const none = scoreActivity({
      ctx: testContext(makeShop({ orders: [{ customer: 'a', at: LAST_DAY }] }), LAST_DAY),
      input: {},
    })
    expect(none.gate).toMatchObject({ failed: 'events', have: 0 })
    const shared = testContext(store, LAST_DAY, { actor: testActor('slack_user', { sharedChannel: true }) })
    expect(scoreActivity({ ctx: shared, input: {} }).data.customers).toEqual([])
  })
})
