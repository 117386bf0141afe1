import { describe, expect, test } from 'vitest'
import { timeZone } from '../../../src/lib/time-zone.ts'
import { openStore } from '../../../src/store/open.ts'
import { VisitBook } from '../../../src/importing/writing/visit-book.ts'
import { eventFacts, type EventRow } from '../../../src/store/queries/facts/event-facts.ts'
import { rebuildSessions } from '../../../src/store/queries/rollups/rebuild-sessions.ts'

const UTC = timeZone('UTC')

const addEvent = (store: ReturnType<typeof openStore>, visitor: string, second: number): void =>
  void store.sqlite
    .prepare(
      'INSERT INTO events (event_key, anonymous_id, name, occurred_at, occurred_day, received_at) VALUES (?, ?, ?, ?, 0, 0)',
    )
    .run(Buffer.from(`${visitor}/${second}`), visitor, 'page', second * 1000)

const eventOf = (visitor: string, changes: Partial<EventRow> = {}): EventRow => ({
  eventKey: Buffer.alloc(16),
  messageId: null,
  customerId: null,
  anonymousId: visitor,
  name: 'page',
  occurredAt: 0,
  occurredDay: 0,
  receivedAt: 0,
  sessionId: null,
  productId: null,
  category: null,
  orderId: null,
  query: null,
  channel: null,
  device: null,
  source: null,
  campaign: null,
  placement: null,
  creative: null,
  position: null,
  url: null,
  value: null,
  properties: null,
  ...changes,
})

const visitsOf = (store: ReturnType<typeof openStore>): unknown[] =>
  store.sqlite.prepare('SELECT anonymous_id, events FROM sessions ORDER BY anonymous_id').raw().all()

test('visits are cut only for the visitors that a command touched', () => {
  const store = openStore(':memory:')
  addEvent(store, 'a', 1)
  addEvent(store, 'a', 2)
  addEvent(store, 'b', 1)
  const visits = new VisitBook(store, UTC)
  visits.add(eventOf('a'), true)
  visits.note()
  visits.cut()
  expect(visitsOf(store)).toEqual([['a', 2]])
})

test('a command that breaks off before it cut its visits leaves that to the next command', () => {
  const store = openStore(':memory:')
  addEvent(store, 'a', 1)
  const broken = new VisitBook(store, UTC)
  broken.add(eventOf('a'), true)
  broken.note()
  expect(visitsOf(store)).toEqual([])

  new VisitBook(store, UTC).cut()
  expect(visitsOf(store)).toEqual([['a', 1]])

  addEvent(store, 'b', 1)
  new VisitBook(store, UTC).cut()
  expect(visitsOf(store)).toEqual([['a', 1]])
})

test('visits cut for everybody are those cut visitor by visitor', () => {
  const ofAll = openStore(':memory:')
  const ofEach = openStore(':memory:')
  const names = ['page', 'product_view', 'search', 'pay', 'product_list']
  for (const store of [ofAll, ofEach]) {
    const add = store.sqlite.prepare(
      `INSERT INTO events (event_key, anonymous_id, customer_id, name, occurred_at, occurred_day, received_at, device, source)
       VALUES (?, ?, ?, ?, ?, 0, 0, ?, ?)`,
    )
    for (let n = 0; n < 600; n += 1) {
      const anonymous = n % 3 === 0 ? null : `v${n % 7}`
      const customer = n % 3 === 0 || n % 5 === 0 ? `C-${n % 4}` : null
      add.run(
        Buffer.from(`key/${(n * 7919) % 600}`),
        anonymous,
        customer,
        names[n % names.length],
        ((n * 104_729) % 5000) * 60_000,
        n % 2 === 0 ? null : 'mobile',
        n % 4 === 0 ? 'search' : null,
      )
    }
  }
  const visitors = new Set(['v0', 'v1', 'v2', 'v3', 'v4', 'v5', 'v6', 'C-0', 'C-1', 'C-2', 'C-3'])
  const written = rebuildSessions(ofAll, UTC)
  expect(rebuildSessions(ofEach, UTC, visitors)).toBe(written)
  const rows = (store: ReturnType<typeof openStore>): unknown[] =>
    store.sqlite.prepare('SELECT * FROM sessions ORDER BY id').all()
  expect(rows(ofAll)).toEqual(rows(ofEach))
  expect(rows(ofAll)).toHaveLength(written)
})

describe('a first load', () => {
  const names = ['page', 'product_view', 'search', 'pay', 'product_list']
  const rows = Array.from({ length: 600 }, (_, n) => {
    const anonymousId = n % 3 === 0 ? null : `v${n % 7}`
    const at = ((n * 104_729) % 5000) * 60_000
    return eventOf('', {
      eventKey: Buffer.from(`${String((n * 7919) % 600).padStart(4, '0')}/key/of/an`),
      anonymousId,
      customerId: n % 3 === 0 || n % 5 === 0 ? `C-${n % 4}` : null,
      name: names[n % names.length] ?? '',
      occurredAt: at,
      device: n % 2 === 0 ? null : 'mobile',
      source: n % 4 === 0 ? 'search' : null,
    })
  })
  const load = (store: ReturnType<typeof openStore>): VisitBook => {
    const visits = new VisitBook(store, UTC)
    for (const row of rows) visits.add(row, true)
    visits.note()
    eventFacts(store).insertMany(rows)
    return visits
  }
  const sessionsOf = (store: ReturnType<typeof openStore>): unknown[] =>
    store.sqlite.prepare('SELECT * FROM sessions ORDER BY id').all()

  test('cuts from memory the visits that are cut from the store', () => {
    const store = openStore(':memory:')
    load(store).cut()
    const cutFromMemory = sessionsOf(store)
    expect(rebuildSessions(store, UTC)).toBe(cutFromMemory.length)
    expect(sessionsOf(store)).toEqual(cutFromMemory)
  })

  test('keeps the visits of events that another command wrote meanwhile', () => {
    const store = openStore(':memory:')
    const visits = load(store)
    addEvent(store, 'someone-else', 1)
    rebuildSessions(store, UTC, new Set(['someone-else']))
    visits.cut()
    const found = sessionsOf(store)
    expect(found).toContainEqual(expect.objectContaining({ anonymous_id: 'someone-else' }))
    rebuildSessions(store, UTC)
    expect(sessionsOf(store)).toEqual(found)
  })
})
