import { expect, test } from 'vitest'
import { timeZone } from '../../../src/lib/time-zone.ts'
import { openStore } from '../../../src/store/open.ts'
import { VisitBook } from '../../../src/importing/writing/visit-book.ts'

const UTC = timeZone('UTC')

const addEvent = (store: ReturnType<typeof openStore>, visitor: string, second: number): void =>
  void store.sqlite
    .prepare(
      'INSERT INTO events (event_key, anonymous_id, name, occurred_at, occurred_day, received_at) VALUES (?, ?, ?, ?, 0, 0)',
    )
    .run(Buffer.from(`${visitor}/${second}`), visitor, 'page', second * 1000)

const visitsOf = (store: ReturnType<typeof openStore>): unknown[] =>
  store.sqlite.prepare('SELECT anonymous_id, events FROM sessions ORDER BY anonymous_id').raw().all()

test('visits are cut only for the visitors that a command touched', () => {
  const store = openStore(':memory:')
  addEvent(store, 'a', 1)
  addEvent(store, 'a', 2)
  addEvent(store, 'b', 1)
  const visits = new VisitBook(store, UTC)
  visits.add('a')
  visits.note()
  visits.cut()
  expect(visitsOf(store)).toEqual([['a', 2]])
})

test('a command that breaks off before it cut its visits leaves that to the next command', () => {
  const store = openStore(':memory:')
  addEvent(store, 'a', 1)
  const broken = new VisitBook(store, UTC)
  broken.add('a')
  broken.note()
  expect(visitsOf(store)).toEqual([])

  new VisitBook(store, UTC).cut()
  expect(visitsOf(store)).toEqual([['a', 1]])

  addEvent(store, 'b', 1)
  new VisitBook(store, UTC).cut()
  expect(visitsOf(store)).toEqual([['a', 1]])
})
