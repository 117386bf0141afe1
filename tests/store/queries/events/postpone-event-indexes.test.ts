import { expect, test } from 'vitest'
import { openStore, type Store } from '../../../../src/store/open.ts'
import { readIndexes } from '../../../../src/store/queries/events/indexes.ts'
import {
  makePostponedEventIndexes,
  postponeEventIndexes,
} from '../../../../src/store/queries/events/postpone-event-indexes.ts'

const namesOf = (store: Store): string[] => readIndexes(store.sqlite, 'events').map(({ name }) => name)

const addEvents = (store: Store, count: number): void =>
  void store.sqlite
    .prepare(
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
       INSERT INTO events (event_key, customer_id, name, occurred_at, occurred_day, received_at)
       SELECT CAST(printf('%016d', i) AS BLOB), 'C-' || i, 'page', i, 0, 0 FROM n`,
    )
    .run(count)

test('a store without events does without their indexes until they are made, and then has the same as before', () => {
  const store = openStore(':memory:')
  const before = readIndexes(store.sqlite, 'events')
  expect(before.length).toBeGreaterThan(0)
  postponeEventIndexes(store, 0)
  expect(namesOf(store)).toEqual([])
  addEvents(store, 100)
  makePostponedEventIndexes(store)
  expect(readIndexes(store.sqlite, 'events').map(({ name }) => name)).toEqual(before.map(({ name }) => name))
  expect(store.sqlite.prepare('PRAGMA integrity_check').pluck().get()).toBe('ok')
  const plan = store.sqlite.prepare("EXPLAIN QUERY PLAN SELECT 1 FROM events WHERE customer_id = 'C-7'").all() as {
    detail: string
  }[]
  expect(plan[0]?.detail).toContain('events_customer_idx')
})

test('postponing twice, as after a command that broke off, forgets no index', () => {
  const store = openStore(':memory:')
  const before = namesOf(store)
  postponeEventIndexes(store, 0)
  addEvents(store, 3)
  postponeEventIndexes(store, 0)
  makePostponedEventIndexes(store)
  expect(namesOf(store)).toEqual(before)
  makePostponedEventIndexes(store)
  expect(namesOf(store)).toEqual(before)
})

test('a store with many events keeps their indexes', () => {
  const store = openStore(':memory:')
  const before = namesOf(store)
  addEvents(store, 10_001)
  postponeEventIndexes(store, 0)
  expect(namesOf(store)).toEqual(before)
})
