import { Analytics } from '@segment/analytics-node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createAlert } from '../../../src/services/alerts/create-alert.ts'
import type { ListAlertsData } from '../../../src/services/alerts/list-alerts.ts'
import { decide } from '../../../src/services/approvals/decide.ts'
import type { ArrivalReceipt } from '../../../src/services/arrivals/arrival.ts'
import { createKey } from '../../../src/services/keys/create-key.ts'
import { createWriteKey } from '../../../src/services/keys/create-write-key.ts'
import { revokeKey } from '../../../src/services/keys/revoke-key.ts'
import { serveKith, type RunningKith } from '../../support/serve-kith.ts'
import { testActor } from '../../support/shop.ts'

let kith: RunningKith
let writeKey: string
beforeAll(async () => {
  kith = await serveKith()
  writeKey = createWriteKey({ ctx: kith.runtime.contextFor(testActor()), input: { name: 'site' } }).token
})
afterAll(() => kith.close())

const basic = (key: string): string => `Basic ${Buffer.from(`${key}:`).toString('base64')}`
const post = (path: string, body: unknown, headers: Record<string, string> = { authorization: basic(writeKey) }) =>
  fetch(`${kith.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
const receipt = async (response: Response): Promise<ArrivalReceipt> => {
  expect(response.status).toBe(200)
  return (await response.json()) as ArrivalReceipt
}
const rows = (sql: string, ...args: readonly unknown[]): Record<string, unknown>[] => {
  const { store } = kith.runtime.contextFor(testActor())
  return store.sqlite.prepare<unknown[], Record<string, unknown>>(sql).all(...args)
}
const ago = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString()
const viewed = (messageId: string, rest: object = {}) => ({
  type: 'track',
  event: 'Product Viewed',
  messageId,
  userId: 'u-1',
  timestamp: ago(5),
  ...rest,
})

describe('the public client library', () => {
  test('delivers calls of every kind, and an order with its lines', async () => {
    const analytics = new Analytics({ writeKey, host: kith.url, flushAt: 3 })
    const errors: unknown[] = []
    analytics.on('error', (error) => errors.push(error))
    analytics.track({ anonymousId: 'visitor-1', event: 'Product Viewed', properties: { product_id: 'SKU-1' } })
    analytics.page({ anonymousId: 'visitor-1', name: 'Cart', properties: { url: 'https://shop.example/cart' } })
    analytics.identify({ anonymousId: 'visitor-1', userId: 'ann', traits: { email: 'ann@example.com', plan: 'gold' } })
    analytics.track({
      userId: 'ann',
      anonymousId: 'visitor-1',
      event: 'Order Completed',
      properties: {
        order_id: 'web-1',
        currency: 'CNY',
        discount: 5,
        products: [
          { product_id: 'SKU-1', name: 'Tea 茶', category: 'Tea', price: 10, quantity: 2 },
          { product_id: 'SKU-2', price: 15.5 },
        ],
      },
    })
    analytics.group({ userId: 'ann', groupId: 'office' })
    analytics.alias({ userId: 'ann', previousId: 'visitor-1' })
    await analytics.closeAndFlush()
    expect(errors).toEqual([])
    expect(
      rows("SELECT name FROM events WHERE anonymous_id = 'visitor-1' ORDER BY name").map(({ name }) => name),
    ).toEqual(['page', 'pay', 'product_view', 'signed_in'])
    expect(rows("SELECT customer_id, gross_minor, units, line_count FROM orders WHERE id = 'web-1'")).toEqual([
      { customer_id: 'ann', gross_minor: 3050, units: 3, line_count: 2 },
    ])
    expect(rows("SELECT orders, gross_minor FROM customer_rollups WHERE customer_id = 'ann'")).toEqual([
      { orders: 1, gross_minor: 3050 },
    ])
    expect(rows("SELECT kind FROM customer_identifiers WHERE customer_id = 'ann'")).toEqual([{ kind: 'email' }])
    expect(JSON.stringify(rows('SELECT * FROM events'))).not.toContain('ann@example.com')
    const profile = await kith.runtime.callTool(testActor(), 'get_customer_profile', { customer_id: 'ann' })
    if (!profile.ok) throw new Error(profile.error.message)
    expect(profile.data).toMatchObject({ value: { orders: 1 } })
  })

  test('an order that names no currency of the shop takes the first one it saw', () => {
    expect(rows('SELECT currency FROM shop')).toEqual([{ currency: 'CNY' }])
  })
})

describe('a call counts once', () => {
  test('however often it comes, in whichever request, also at the same time', async () => {
    const batch = { batch: [viewed('once-1'), viewed('once-2'), viewed('once-1')] }
    const first = await receipt(await post('/v1/batch', batch))
    expect(first).toMatchObject({ success: true, received: 3, imported: 2, duplicates: 1, quarantined: 0 })
    const again = await Promise.all(Array.from({ length: 20 }, () => post('/v1/batch', batch).then(receipt)))
    expect(again.every(({ imported, duplicates }) => imported === 0 && duplicates === 3)).toBe(true)
    expect(rows("SELECT count(*) AS n FROM events WHERE message_id LIKE 'once-%'")).toEqual([{ n: 2 }])
  })

  test('one of twenty callers wins', async () => {
    const call = viewed('race-1')
    const answers = await Promise.all(Array.from({ length: 20 }, () => post('/v1/track', call).then(receipt)))
    expect(answers.reduce((sum, { imported }) => sum + imported, 0)).toBe(1)
    expect(answers.reduce((sum, { duplicates }) => sum + duplicates, 0)).toBe(19)
  })

  test('the same message with other content changes the event and adds none', async () => {
    await post('/v1/track', viewed('twice-1', { timestamp: '2026-01-05T10:00:00Z' }))
    const answer = await receipt(
      await post('/v1/track', viewed('twice-1', { timestamp: '2026-01-05T10:00:00Z', properties: { sku: 'SKU-9' } })),
    )
    expect(answer).toMatchObject({ imported: 1, updated: 1, duplicates: 0 })
    expect(rows("SELECT product_id FROM events WHERE message_id = 'twice-1'")).toEqual([{ product_id: 'SKU-9' }])
  })

  test('without a message id it is known by its content, or is an event of its own when it gives no instant', async () => {
    const dated = { event: 'Cart Viewed', userId: 'u-7', timestamp: '2026-01-05T10:00:00Z' }
    await post('/v1/batch', { batch: [dated, dated].map((call) => ({ type: 'track', ...call })) })
    expect(await receipt(await post('/v1/track', dated))).toMatchObject({ duplicates: 1 })
    expect(rows("SELECT count(*) AS n FROM events WHERE customer_id = 'u-7'")).toEqual([{ n: 2 }])
    await post('/v1/track', { event: 'Cart Viewed', userId: 'u-8' })
    await post('/v1/track', { event: 'Cart Viewed', userId: 'u-8' })
    expect(rows("SELECT count(*) AS n FROM events WHERE customer_id = 'u-8'")).toEqual([{ n: 2 }])
  })
})

describe('when it happened', () => {
  test('a clock that is an hour slow is put right by sentAt, and the same message keeps its first instant', async () => {
    const hour = 3_600_000
    const slow = (ms: number): string => new Date(Date.now() - hour + ms).toISOString()
    const call = viewed('slow-1', { timestamp: slow(-120_000) })
    const from = Date.now()
    await post('/v1/batch', { batch: [call], sentAt: slow(0) })
    const [stored] = rows("SELECT occurred_at FROM events WHERE message_id = 'slow-1'")
    expect(Number(stored?.['occurred_at'])).toBeGreaterThan(from - 122_000)
    expect(Number(stored?.['occurred_at'])).toBeLessThan(Date.now() - 118_000)
    const again = await receipt(await post('/v1/batch', { batch: [call], sentAt: slow(5) }))
    expect(again).toMatchObject({ duplicates: 1, updated: 0 })
    expect(rows("SELECT occurred_at FROM events WHERE message_id = 'slow-1'")).toEqual([stored])
  })

  test('clocks that agree within a minute change nothing', async () => {
    const timestamp = ago(10)
    await post('/v1/batch', { batch: [viewed('exact-1', { timestamp })], sentAt: ago(0) })
    expect(rows("SELECT occurred_at FROM events WHERE message_id = 'exact-1'")).toEqual([
      { occurred_at: Date.parse(timestamp) },
    ])
  })

  test('an event from after tomorrow is set aside', async () => {
    const answer = await receipt(await post('/v1/track', viewed('future-1', { timestamp: ago(-3 * 1440) })))
    expect(answer.problems).toMatchObject([{ reason: 'future_date', message_id: 'future-1' }])
  })
})

describe('who a visitor turns out to be', () => {
  test('holds from that instant: an order before it is nobody’s, one after it is theirs', async () => {
    const order = (id: string, minutes: number) => ({
      type: 'track',
      event: 'Order Completed',
      anonymousId: 'visitor-9',
      messageId: id,
      timestamp: ago(minutes),
      properties: { order_id: id, revenue: 20 },
    })
    const known = { type: 'identify', anonymousId: 'visitor-9', userId: 'bea', messageId: 'i-9', timestamp: ago(20) }
    await post('/v1/batch', { batch: [order('before-9', 30), known, order('after-9', 10)] })
    expect(rows("SELECT id, customer_id FROM orders WHERE id LIKE '%-9' ORDER BY id")).toEqual([
      { id: 'after-9', customer_id: 'bea' },
      { id: 'before-9', customer_id: null },
    ])
  })
})

describe('what follows an order', () => {
  const order = (properties: object, rest: object = {}) => ({
    type: 'track',
    event: 'Order Completed',
    userId: 'cleo',
    timestamp: ago(60),
    properties: { order_id: 'c-1', products: [{ product_id: 'SKU-1', price: 10, quantity: 3 }], ...properties },
    ...rest,
  })

  test('the site and the server both tell of it: it counts once', async () => {
    await post('/v1/batch', {
      batch: [
        { ...order({}), messageId: 'site' },
        { ...order({}), messageId: 'server' },
      ],
    })
    expect(rows("SELECT gross_minor, units FROM orders WHERE id = 'c-1'")).toEqual([{ gross_minor: 3000, units: 3 }])
  })

  test('a refund of part, of the rest, and a cancelled order', async () => {
    const refund = (properties: object, messageId: string) => ({
      type: 'track',
      event: 'Order Refunded',
      userId: 'cleo',
      messageId,
      timestamp: ago(30),
      properties: { order_id: 'c-1', ...properties },
    })
    await post('/v1/batch', { batch: [refund({ products: [{ product_id: 'SKU-1', quantity: 1 }] }, 'part')] })
    expect(rows("SELECT quantity, amount_minor FROM returns WHERE order_id = 'c-1'")).toEqual([
      { quantity: 1, amount_minor: 1000 },
    ])
    const unknown = await receipt(
      await post('/v1/track', { ...refund({ order_id: 'nowhere' }, 'lost'), type: undefined }),
    )
    expect(unknown.problems).toMatchObject([{ reason: 'unknown_order', value: 'nowhere' }])
    const cancelled = { ...order({}), event: 'Order Cancelled', messageId: 'gone', timestamp: ago(20) }
    await post('/v1/batch', { batch: [cancelled] })
    expect(rows("SELECT status FROM orders WHERE id = 'c-1'")).toEqual([{ status: 'cancelled' }])
  })

  test('a call of which any part is no fact is set aside whole', async () => {
    const bad = { product_id: 'SKU-1', price: 'ten' }
    const answer = await receipt(
      await post('/v1/batch', { batch: [{ ...order({ order_id: 'c-2', products: [bad] }), messageId: 'half' }] }),
    )
    expect(answer.problems).toMatchObject([{ index: 0, field: 'properties.products[0].unit_price', value: 'ten' }])
    expect(rows("SELECT id FROM orders WHERE id = 'c-2'")).toEqual([])
    expect(rows("SELECT name FROM events WHERE message_id = 'half'")).toEqual([])
  })

  test('amounts in a currency without a rate are never added up', async () => {
    const answer = await receipt(
      await post('/v1/batch', { batch: [{ ...order({ order_id: 'c-3', currency: 'EUR' }), messageId: 'euro' }] }),
    )
    expect(answer.problems).toMatchObject([{ reason: 'no_exchange_rate', value: 'EUR' }])
  })
})

describe('who may send', () => {
  const call = viewed('door')
  const status = async (headers: Record<string, string>): Promise<number> =>
    (await post('/v1/track', call, headers)).status

  test('a write key in any of the three places, and nobody with another', async () => {
    expect(await status({ authorization: basic(writeKey) })).toBe(200)
    expect(await status({ authorization: `Bearer ${writeKey}` })).toBe(200)
    expect((await post('/v1/track', { ...call, writeKey }, {})).status).toBe(200)
    for (const key of ['wrong', 'kith_write_', ''])
      expect((await post('/v1/track', call, { authorization: basic(key) })).status).toBe(401)
    expect(await status({ authorization: 'Digest nonsense' })).toBe(401)
    const response = await post('/v1/track', call, { authorization: basic('wrong') })
    expect(response.headers.get('content-type')).toContain('application/problem+json')
    expect(await response.json()).toMatchObject({ code: 'UNAUTHENTICATED', status: 401 })
  })

  test('a write key opens nothing else', async () => {
    for (const path of ['/v1/tools', '/v1/threads', '/v1/segments'])
      expect((await fetch(`${kith.url}${path}`, { headers: { authorization: `Bearer ${writeKey}` } })).status).toBe(401)
  })

  test('a revoked key, a key that only reads, and no key where keys exist', async () => {
    const ctx = kith.runtime.contextFor(testActor())
    const gone = createWriteKey({ ctx, input: { name: 'old site' } })
    revokeKey({ ctx, input: { id: gone.id } })
    expect(await status({ authorization: basic(gone.token) })).toBe(401)
    // No role's key exists yet: this machine's own programs may send.
    expect(await status({})).toBe(200)
    expect(await status({ origin: 'https://elsewhere.example' })).toBe(401)
    const bot = createKey({ ctx, input: { name: 'bot', role: 'service_bot' } })
    expect(await status({ authorization: basic(bot.token) })).toBe(403)
    expect(await status({})).toBe(401)
    const analyst = createKey({ ctx, input: { name: 'analyst', role: 'analyst' } })
    expect(await status({ authorization: `Bearer ${analyst.token}` })).toBe(200)
    revokeKey({ ctx, input: { id: bot.id } })
    revokeKey({ ctx, input: { id: analyst.id } })
  })

  test('a page of another site may ask with a key', async () => {
    const preflight = await fetch(`${kith.url}/v1/batch`, {
      method: 'OPTIONS',
      headers: { origin: 'https://shop.example', 'access-control-request-method': 'POST' },
    })
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*')
    expect(await status({ authorization: basic(writeKey), origin: 'https://shop.example' })).toBe(200)
  })
})

describe('what is no call', () => {
  test.each([
    ['invalid JSON', '/v1/batch', '{"batch":[', 400],
    ['no JSON at all', '/v1/track', 'hello', 400],
    ['a list', '/v1/track', [], 400],
    ['no batch', '/v1/batch', {}, 400],
    ['an empty batch', '/v1/batch', { batch: [] }, 400],
    ['a batch of 10,001', '/v1/batch', { batch: Array.from({ length: 10_001 }, () => ({})) }, 413],
    ['a body of 1 MB', '/v1/track', viewed('big', { properties: { text: 'x'.repeat(1_000_000) } }), 413],
  ])('%s is refused', async (_what, path, body, expected) => {
    const response = await post(path, body)
    expect(response.status).toBe(expected)
    expect(response.headers.get('content-type')).toContain('application/problem+json')
    expect(await response.json()).toMatchObject({ status: expected, detail: expect.any(String) })
  })

  test.each([
    ['names nobody', { userId: undefined }, 'missing_identity'],
    ['has no event name', { event: undefined }, 'unknown_call'],
    ['is of an unknown type', { type: 'shout' }, 'unknown_call'],
    ['happened yesterday, it says', { timestamp: 'yesterday' }, 'invalid_date'],
    ['has a date that means two', { timestamp: '03/04/2026' }, 'invalid_date'],
    ['happened on 31 February', { timestamp: '2026-02-31T10:00:00Z' }, 'invalid_date'],
    ['has NUL in an id', { userId: 'u\u0000' }, 'control_character'],
    ['has an object as an id', { userId: { id: 1 } }, 'not_text'],
    ['has an id of 300 characters', { userId: 'u'.repeat(300) }, 'id_too_long'],
    ['is larger than 32 kB', { properties: { text: 'x'.repeat(40_000) } }, 'event_too_large'],
    [
      'nests a hundred levels',
      { properties: JSON.parse(`${'{"a":'.repeat(100)}1${'}'.repeat(100)}`) as unknown },
      'nested_too_deeply',
    ],
  ])('a call that %s is set aside with the reason, and the others count', async (what, change, reason) => {
    const batch = [viewed(`good ${what}`), { ...viewed(`bad ${what}`), ...change }]
    const answer = await receipt(await post('/v1/batch', { batch }))
    expect(answer).toMatchObject({ success: false, received: 2, imported: 1, quarantined: 1 })
    expect(answer.problems).toMatchObject([{ index: 1, message_id: `bad ${what}`, reason, hint: expect.any(String) }])
    expect(
      rows('SELECT count(*) AS n FROM quarantine WHERE import_id = ? AND reason = ?', answer.import_id, reason)[0]?.[
        'n'
      ],
    ).toBeGreaterThan(0)
  })

  test('ids of any script and keys that mean something to JavaScript are plain data', async () => {
    const body = `{"batch":[{"type":"track","event":"constructor","userId":"😀 客户","messageId":"odd-1",
      "__proto__":{"polluted":1},"properties":{"__proto__":{"polluted":1},"constructor":"x","note":"é"}}]}`
    expect(await receipt(await post('/v1/batch', body))).toMatchObject({ imported: 1 })
    expect(rows("SELECT name, customer_id FROM events WHERE message_id = 'odd-1'")).toEqual([
      { name: 'constructor', customer_id: '😀 客户' },
    ])
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
  })

  test('the day of a sender is one row of the ledger, and adds up', () => {
    const ledger = rows(
      "SELECT file, read, imported, duplicates, quarantined, status FROM imports WHERE file = 'events of site'",
    )
    expect(ledger).toHaveLength(1)
    const { read, imported, duplicates, quarantined, status } = ledger[0] ?? {}
    expect(read).toBe(Number(imported) + Number(duplicates) + Number(quarantined))
    expect(status).toBe('done')
  })
})

test('what an event fires is listed, and its rule is stopped by a proposal', async () => {
  const ctx = kith.runtime.contextFor(testActor())
  const { proposal } = createAlert({ ctx, input: { event: 'return' } }).data
  decide({ ctx, input: { proposalId: proposal.proposal_id, decision: 'approve', hash: proposal.hash } })
  const back = { event: 'Order Refunded', userId: 'cleo', messageId: 'told', properties: { order_id: 'c-9', total: 5 } }
  await receipt(await post('/v1/track', back))
  await kith.runtime.arrivals.settled()
  const list = async () => (await (await fetch(`${kith.url}/v1/alerts`)).json()) as ListAlertsData
  const { alerts, rules } = await list()
  expect(alerts).toMatchObject([{ customer_id: 'cleo', alert_id: rules[0]?.alert_id }])
  const stopped = await fetch(`${kith.url}/v1/alerts/${rules[0]?.alert_id ?? ''}`, { method: 'DELETE' })
  expect(stopped.status).toBe(202)
  expect((await list()).rules).toHaveLength(1)
})
