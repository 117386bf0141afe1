import { afterAll, describe, expect, test } from 'vitest'
import { readFile, sourceFolder } from '../../support/source-files.ts'

const folder = sourceFolder()
afterAll(() => folder.remove())
const at = (...parts: readonly [number, number, number, number?, number?, number?]): number =>
  Date.UTC(parts[0], parts[1] - 1, parts[2], parts[3] ?? 0, parts[4] ?? 0, parts[5] ?? 0)

describe('segment', () => {
  const calls = [
    {
      type: 'track',
      event: 'Product Added',
      messageId: 'm1',
      anonymousId: 'a1',
      timestamp: '2026-06-30T10:00:00.000Z',
      properties: { product_id: 'p1', category: 'Tea', price: 12.5, position: 3, email: 'ann@example.com' },
      context: {
        campaign: { name: 'summer', source: 'newsletter' },
        page: { url: 'https://shop.example/p1?q=tea&email=ann%40example.com&ref=ann@example.com#x' },
        userAgent: 'Mozilla/5.0 (iPhone)',
        library: { name: 'analytics.js' },
      },
    },
    {
      type: 'identify',
      messageId: 'm2',
      anonymousId: 'a1',
      userId: 'c1',
      timestamp: '2026-06-30T10:01:00Z',
      traits: { email: 'ann@example.com', name: 'Ann' },
    },
    { type: 'page', name: 'Home', messageId: 'm3', anonymousId: 'a1', userId: 'c1', timestamp: '2026-06-30T10:02:00Z' },
    {
      type: 'track',
      event: 'Order Completed',
      messageId: 'm4',
      anonymousId: 'a1',
      userId: 'c1',
      timestamp: '2026-06-30T10:03:00Z',
      properties: { order_id: 'o1', revenue: 25, products: [{ product_id: 'p1' }, { product_id: 'p2' }] },
    },
    { type: 'group', messageId: 'm5', anonymousId: 'a1', groupId: 'g' },
    { type: 'track', messageId: 'm6', anonymousId: 'a1', timestamp: '2026-06-30T10:03:00Z' },
  ]
  const path = folder.write('calls.jsonl', calls.map((call) => JSON.stringify(call)).join('\n'))

  test('calls become events of the shop’s vocabulary', async () => {
    const { source, values, rejected } = await readFile(path)
    expect(source.description).toMatchObject({ kind: 'events', preset: 'segment', format: 'jsonl' })
    expect(values.map((value) => [value['name'], value['message_id']])).toEqual([
      ['add_to_cart', 'm1'],
      ['signed_in', 'm2'],
      ['page', 'm3'],
      ['pay', 'm4'],
    ])
    expect(values[0]).toMatchObject({
      anonymous_id: 'a1',
      product_id: 'p1',
      category: 'Tea',
      value: '12.5',
      position: 3,
      campaign: 'summer',
      source: 'newsletter',
      device: 'mobile',
      channel: 'web',
      url: 'https://shop.example/p1?q=tea',
      occurred_at: at(2026, 6, 30, 10),
    })
    expect(values[3]).toMatchObject({ order_id: 'o1', value: '25', customer_id: 'c1' })
    expect(values[3]).not.toHaveProperty('product_id')
    expect(rejected).toMatchObject([{ reason: 'unknown_call', line: 6 }])
  })

  test('who a person is does not travel with events', async () => {
    const { values } = await readFile(path)
    expect(JSON.stringify(values)).not.toContain('ann@example.com')
    expect(JSON.stringify(values)).not.toContain('Ann')
  })
})
