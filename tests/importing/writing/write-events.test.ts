import { expect, test } from 'vitest'
import { openStore, type Store } from '../../../src/store/open.ts'
import { at, importInto, recordSource, type TestValues } from '../../support/record-source.ts'

const HOUR = 3_600_000
const START = at('2026-01-01')

/** Visits of four people over forty days, a double click among them, not in the order of time. */
const EVENTS: readonly TestValues[] = Array.from({ length: 240 }, (_, n) => ({
  name: n % 3 === 0 ? 'page' : 'product_view',
  occurred_at: START + ((n * 7) % 239) * 4 * HOUR,
  customer_id: `C-${n % 4}`,
}))
const DOUBLE: TestValues = { name: 'add_to_cart', occurred_at: START, customer_id: 'C-1' }

const eventsOf = (store: Store): unknown[] =>
  store.sqlite.prepare('SELECT hex(event_key) AS k, customer_id, name, occurred_at FROM events ORDER BY k').all()

test('events that come again, cut into other files, are all known', async () => {
  const store = openStore(':memory:')
  const first = await importInto(store, [recordSource('events', [...EVENTS, DOUBLE, DOUBLE])])
  expect(first).toMatchObject({ read: 242, imported: 242, duplicates: 0 })
  const before = eventsOf(store)
  for (const rows of [
    [...EVENTS.slice(100), DOUBLE],
    [...EVENTS.slice(0, 120), DOUBLE, DOUBLE],
  ]) {
    expect(await importInto(store, [recordSource('events', rows)])).toMatchObject({
      imported: 0,
      duplicates: rows.length,
    })
  }
  expect(eventsOf(store)).toEqual(before)
})

test('a message is one event however often it comes, and what a later one adds is added', async () => {
  const store = openStore(':memory:')
  const message = (message_id: string, rest: TestValues): TestValues => ({
    message_id,
    name: 'search',
    occurred_at: START,
    customer_id: 'C-1',
    ...rest,
  })
  const files = [
    [message('m-1', {}), message('m-1', {}), message('m-1', { query: 'tent' })],
    [message('m-1', { query: 'tent' }), message('m-2', {}), message('m-1', { query: 'stove' })],
  ]
  for (const rows of files) {
    // An event that is completed counts as imported, too.
    expect(await importInto(store, [recordSource('events', rows)])).toMatchObject({
      imported: 2,
      updated: 1,
      duplicates: 1,
    })
  }
  expect(store.sqlite.prepare('SELECT message_id, query FROM events ORDER BY message_id').raw().all()).toEqual([
    ['m-1', 'stove'],
    ['m-2', null],
  ])
})
