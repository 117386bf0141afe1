import { describe, expect, test } from 'vitest'
import { importCalls } from '../../../src/importing/calls/import-calls.ts'
import { nameCalls } from '../../../src/importing/calls/name-calls.ts'
import { settleInstant } from '../../../src/importing/calls/settle-instant.ts'
import { openSource } from '../../../src/importing/open-source.ts'
import { seededRandom } from '../../../src/lib/random.ts'
import { MS_PER_DAY } from '../../../src/lib/time-zone.ts'
import { rebuildSessions } from '../../../src/store/queries/rollups/rebuild-sessions.ts'
import { rebuildRollups } from '../../../src/store/queries/rollups/rebuild-rollups.ts'
import type { Store } from '../../../src/store/open.ts'
import { dump, importInto, IMPORT_NOW, recordSource, ROLLUPS } from '../../support/record-source.ts'
import { makeShop, testShop, testVault } from '../../support/shop.ts'
import { sourceFolder } from '../../support/source-files.ts'

const send = (store: Store, calls: readonly unknown[], now = IMPORT_NOW) =>
  importCalls({
    store,
    vault: testVault,
    shop: testShop(),
    clock: () => now,
    sender: { id: 'W-1', name: 'site' },
    batches: [{ calls, sentAt: undefined, receivedAt: now, from: 0 }],
  })
const count = (store: Store, sql: string): number => store.sqlite.prepare<[], number>(sql).pluck().get() ?? 0

/** A stream over 400 days, out of order, of which 30 % were sent before, however long ago. */
function stream(length: number, seed: string): { calls: object[]; messages: number } {
  const random = seededRandom(seed)
  const messages: object[] = []
  const calls: object[] = []
  for (let i = 0; i < length; i += 1) {
    if (messages.length > 0 && random() < 0.3) {
      calls.push(messages[Math.floor(random() * messages.length)] ?? {})
      continue
    }
    const at = IMPORT_NOW - Math.floor(random() * 400 * MS_PER_DAY)
    const call = {
      type: ['track', 'page'][Math.floor(random() * 2)],
      event: 'Product Viewed',
      messageId: `m-${messages.length}-${Math.floor(random() * 1e9).toString(36)}`,
      ...(random() < 0.8
        ? { anonymousId: `v-${Math.floor(random() * 60)}` }
        : { userId: `c-${Math.floor(random() * 9)}` }),
      timestamp: new Date(at - (at % 240_000)).toISOString(),
    }
    messages.push(call)
    calls.push(call)
  }
  return { calls, messages: messages.length }
}

describe('a message is one event', () => {
  test('of 6,000 calls with 30 % sent before, each counts once, whatever cuts them into requests', () => {
    const { calls, messages } = stream(6000, 'once')
    const store = makeShop({})
    let imported = 0
    let duplicates = 0
    for (let from = 0; from < calls.length; from += 730) {
      const [batch] = send(store, calls.slice(from, from + 730)).batches
      imported += batch?.imported ?? 0
      duplicates += batch?.duplicates ?? 0
      expect(batch?.updated).toBe(0)
    }
    expect({ imported, duplicates }).toEqual({ imported: messages, duplicates: calls.length - messages })
    expect(count(store, 'SELECT count(*) FROM events')).toBe(messages)
    const all = send(store, calls).batches[0]
    expect(all).toMatchObject({ imported: 0, duplicates: calls.length })
  })

  test('a million times the same is one: ten thousand here, in one request', () => {
    const store = makeShop({})
    const call = { type: 'page', userId: 'bot', messageId: 'm', timestamp: '2026-06-01T10:00:00Z' }
    const [batch] = send(
      store,
      Array.from({ length: 10_000 }, () => call),
    ).batches
    expect(batch).toMatchObject({ imported: 1, duplicates: 9999 })
  })
})

describe('visits of a stream', () => {
  test('are those that all events would be cut into, in whichever order they come', () => {
    const { calls } = stream(4000, 'visits')
    const store = makeShop({})
    for (let from = 0; from < calls.length; from += 90) send(store, calls.slice(from, from + 90))
    const live = dump(store, ['sessions'])
    rebuildSessions(store, testShop().zone)
    expect(live).toEqual(dump(store, ['sessions']))
  })

  test('go on by one event at a time: a visit of 200 clicks', () => {
    const store = makeShop({})
    for (let i = 0; i < 200; i += 1) {
      const timestamp = new Date(IMPORT_NOW - 200_000_000 + i * 60_000).toISOString()
      send(store, [{ type: 'page', anonymousId: 'v', messageId: `m-${i}`, timestamp }])
    }
    expect(store.sqlite.prepare('SELECT events, pages, dwell_seconds FROM sessions').all()).toEqual([
      { events: 200, pages: 200, dwell_seconds: 199 * 60 },
    ])
  })
})

const order = (
  id: string,
  rest: object = {},
  products: readonly object[] = [{ product_id: 'p', price: 10, quantity: 2 }],
) => ({
  type: 'track',
  event: 'Order Completed',
  userId: 'c-1',
  messageId: `order ${id}`,
  timestamp: '2026-06-01T10:00:00Z',
  properties: { order_id: id, products, ...rest },
})

describe('an order that an event tells', () => {
  test('gives way to the lines of a file that brings it, and never adds to them', async () => {
    const store = makeShop({})
    send(store, [order('O-1')])
    const line = {
      order_id: 'O-1',
      ordered_at: Date.parse('2026-06-01T10:00:00Z'),
      product_id: 'p',
      quantity: 3,
      unit_price: '10',
    }
    await importInto(store, [recordSource('order_lines', [{ ...line, customer_id: 'c-1' }])])
    const stands = () => store.sqlite.prepare('SELECT gross_minor, units, line_count FROM orders').all()
    expect(stands()).toEqual([{ gross_minor: 3000, units: 3, line_count: 1 }])
    send(store, [{ ...order('O-1'), messageId: 'told again' }])
    expect(stands()).toEqual([{ gross_minor: 3000, units: 3, line_count: 1 }])
    const kept = dump(store, [...ROLLUPS])
    rebuildRollups(store)
    expect(dump(store, [...ROLLUPS])).toEqual(kept)
  })

  test('is the same whether its calls come over HTTP or in a file', async () => {
    const calls = [
      {
        type: 'identify',
        userId: 'c-1',
        anonymousId: 'v',
        messageId: 'i',
        timestamp: '2026-06-01T09:00:00Z',
        traits: { email: 'ann@example.com', plan: 'gold' },
      },
      order('O-1', { currency: 'CNY', discount: 5 }),
      order('O-2', { revenue: 33 }, []),
      {
        ...order('O-1'),
        event: 'Order Refunded',
        messageId: 'back',
        timestamp: '2026-06-03T10:00:00Z',
        properties: { order_id: 'O-1' },
      },
      { ...order('O-2'), event: 'Order Cancelled', messageId: 'gone', timestamp: '2026-06-04T10:00:00Z' },
    ]
    const live = makeShop({})
    send(live, calls)
    const folder = sourceFolder()
    const fromFile = makeShop({})
    const path = folder.write('calls.jsonl', calls.map((call) => JSON.stringify(call)).join('\n'))
    const { zone, currency } = testShop()
    await importInto(fromFile, [await openSource(path, { zone, currency, now: IMPORT_NOW })])
    folder.remove()
    const facts = (store: Store) => ({
      orders: store.sqlite
        .prepare('SELECT id, customer_id, gross_minor, units, status, cancelled_at FROM orders ORDER BY id')
        .all(),
      lines: store.sqlite.prepare('SELECT order_id, product_id, quantity, amount_minor FROM order_lines').all(),
      returns: store.sqlite
        .prepare('SELECT order_id, product_id, quantity, amount_minor, customer_id FROM returns')
        .all(),
      people: store.sqlite.prepare('SELECT customer_id, kind, value_hash FROM customer_identifiers').all(),
      attributes: store.sqlite.prepare('SELECT name, value FROM customer_attributes').all(),
      events: store.sqlite
        .prepare('SELECT name, customer_id, occurred_at, value_minor FROM events ORDER BY occurred_at, name')
        .all(),
      ...dump(store, [...ROLLUPS, 'sessions']),
    })
    expect(facts(live)).toEqual(facts(fromFile))
    expect(facts(live).orders).toMatchObject([
      { id: 'O-1', gross_minor: 1500, status: 'completed' },
      { id: 'O-2', gross_minor: 3300, status: 'cancelled' },
    ])
    expect(facts(live).returns).toEqual([
      { order_id: 'O-1', product_id: 'p', quantity: 2, amount_minor: 1500, customer_id: 'c-1' },
    ])
  })

  test('keeps the rollups as a rebuild would make them', () => {
    const store = makeShop({})
    send(store, [order('O-1'), order('O-2', { discount: 3 })])
    send(store, [{ ...order('O-2'), event: 'Order Cancelled', messageId: 'gone', timestamp: '2026-06-04T10:00:00Z' }])
    send(store, [
      {
        ...order('O-1'),
        event: 'Order Refunded',
        messageId: 'back',
        timestamp: '2026-06-03T10:00:00Z',
        properties: { order_id: 'O-1', total: 7 },
      },
    ])
    const kept = dump(store, [...ROLLUPS])
    rebuildRollups(store)
    expect(dump(store, [...ROLLUPS])).toEqual(kept)
  })
})

describe('the instant of a call', () => {
  const at = Date.UTC(2026, 5, 30, 9, 0, 5)
  test.each([
    [
      'is as stated where clocks agree',
      { timestamp: '2026-06-30T09:00:00Z' },
      '2026-06-30T09:00:04Z',
      '2026-06-30T09:00:00Z',
      false,
    ],
    [
      'is shifted by what the clock is off',
      { timestamp: '2026-06-30T10:00:00Z' },
      '2026-06-30T10:00:05Z',
      '2026-06-30T09:00:00.000Z',
      true,
    ],
    [
      'prefers the original',
      { timestamp: '2026-06-30T07:00:00Z', originalTimestamp: '2026-06-30T08:00:00Z' },
      undefined,
      '2026-06-30T08:00:00Z',
      false,
    ],
    ['is the arrival where none is stated', {}, '2026-06-30T10:00:05Z', '2026-06-30T09:00:05.000Z', true],
    ['is not guessed', { timestamp: '30/06/2026' }, undefined, 'not ISO 8601: 30/06/2026', false],
    ['ignores a sentAt that is no date', { timestamp: '2026-06-30T10:00:00Z' }, 'soon', '2026-06-30T10:00:00Z', false],
  ])('%s', (_what, call, sentAt, cell, isOurs) => {
    expect(settleInstant(call, sentAt, at)).toEqual({ cell, isOurs })
  })
})

test('calls without an id are named by their content and place among equals', () => {
  const dated = { type: 'page', userId: 'u', timestamp: '2026-06-30T09:00:00Z' }
  const idOf = (call: unknown): unknown => (call as { messageId: unknown }).messageId
  const [a, b, c] = nameCalls([dated, dated, { ...dated, messageId: 'own' }], 'r1').map(idOf)
  expect([a === b, c]).toEqual([false, 'own'])
  expect(nameCalls([{ userId: 'u', type: 'page', timestamp: '2026-06-30T09:00:00Z' }, dated], 'r2').map(idOf)).toEqual([
    a,
    b,
  ])
  const { timestamp: _, ...undated } = dated
  expect(nameCalls([undated], 'r1').map(idOf)).not.toEqual(nameCalls([undated], 'r2').map(idOf))
})
