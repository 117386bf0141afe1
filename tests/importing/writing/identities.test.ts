import { describe, expect, test } from 'vitest'
import { openStore, type Store } from '../../../src/store/open.ts'
import { customerIdentifiers, events, sessions, visitorIdentities } from '../../../src/store/schema/index.ts'
import { at, importInto, recordSource, type TestValues } from '../../support/record-source.ts'
import { testVault } from '../../support/shop.ts'

const order = (order_id: string, rest: TestValues): TestValues => ({
  order_id,
  ordered_at: at('2026-06-01'),
  total: '10',
  ...rest,
})
const ownersOf = (store: Store): unknown[] =>
  store.sqlite.prepare<[], { id: string; customer_id: string }>('SELECT id, customer_id FROM orders ORDER BY id').all()

describe('identifiers', () => {
  test('go through the vault: no table holds an e-mail, a name or a number in the clear', async () => {
    const store = openStore(':memory:')
    await importInto(store, [
      recordSource('orders', [
        order('O-1', {
          customer_email: 'ann@example.com',
          customer_name: 'Ann Müller',
          customer_phone: '13800138000',
          address: '1 Long Lane',
        }),
      ]),
      recordSource('customers', [
        { customer_id: 'C-9', name: '王伟', email: 'wei@example.com', document: '110101199003070000' },
      ]),
    ])
    const bytes = store.sqlite.serialize().toString('latin1')
    for (const plain of ['ann@example', 'Ann M', '13800138000', 'Long Lane', 'wei@example', '110101199003070000']) {
      expect(bytes).not.toContain(plain)
    }
    expect(bytes).not.toContain(Buffer.from('王伟').toString('latin1'))
    const kinds = store.db.select().from(customerIdentifiers).all()
    expect(kinds.map((row) => testVault.decrypt(row.cipher)).toSorted()).toEqual(
      [
        '1 Long Lane',
        '110101199003070000',
        '13800138000',
        'Ann Müller',
        'ann@example.com',
        'wei@example.com',
        '王伟',
      ].toSorted(),
    )
  })

  test('an order that names its customer by e-mail only finds the customer with it, however it is written', async () => {
    const store = openStore(':memory:')
    await importInto(store, [
      recordSource('customers', [{ customer_id: 'C-1', email: 'ann@example.com' }]),
      recordSource('orders', [
        order('O-1', { customer_email: ' Ann@Example.COM' }),
        order('O-2', { customer_email: 'bob@example.com' }),
      ]),
    ])
    await importInto(store, [recordSource('orders', [order('O-3', { customer_email: 'BOB@example.com' })])])
    const [first, second, third] = ownersOf(store).map((row) => (row as { customer_id: string }).customer_id)
    expect(first).toBe('C-1')
    expect(second).toMatch(/^G-[0-9a-f]{20}$/)
    expect(third).toBe(second)
  })
})

describe('visitors', () => {
  const visit = (minute: number, rest: TestValues): TestValues => ({
    name: 'page',
    occurred_at: at('2026-06-01T10:00:00Z') + minute * 60_000,
    anonymous_id: 'A-1',
    ...rest,
  })

  test('keep their anonymous id; the first event that names a customer says from when they are one', async () => {
    const store = openStore(':memory:')
    await importInto(store, [
      recordSource('events', [
        visit(0, {}),
        visit(20, { name: 'signed_in', customer_id: 'C-1' }),
        visit(10, { name: 'signed_in', customer_id: 'C-1' }),
        visit(25, { name: 'pay' }),
      ]),
    ])
    expect(store.db.select().from(visitorIdentities).all()).toEqual([
      { anonymousId: 'A-1', customerId: 'C-1', identifiedAt: at('2026-06-01T10:10:00Z') },
    ])
    const stored = store.db.select().from(events).all()
    expect(stored.filter((event) => event.customerId === null)).toHaveLength(2)
  })

  test('make visits, cut after thirty minutes of silence, whatever file the events come in', async () => {
    const rows = [
      visit(0, {}),
      visit(30, { device: 'mobile' }),
      visit(61, { name: 'pay' }),
      visit(62, {}),
      visit(0, { anonymous_id: 'A-2' }),
    ]
    const whole = openStore(':memory:')
    await importInto(whole, [recordSource('events', rows)])
    const visits = whole.db.select().from(sessions).all()
    expect(
      visits
        .map(({ anonymousId, events: count, pages, paid, dwellSeconds, device }) => [
          anonymousId,
          count,
          pages,
          paid,
          dwellSeconds,
          device,
        ])
        .toSorted((a, b) => String(a).localeCompare(String(b))),
    ).toEqual([
      ['A-1', 2, 1, 1, 0, null],
      ['A-1', 2, 2, 0, 1800, 'mobile'],
      ['A-2', 1, 1, 0, 0, null],
    ])
    const pieces = openStore(':memory:')
    for (const row of rows.toReversed()) await importInto(pieces, [recordSource('events', [row])])
    const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1)
    expect(pieces.db.select().from(sessions).all().toSorted(byId)).toEqual(visits.toSorted(byId))
  })

  test('an event with a message id is one fact; without one, equal events of one file are all kept', async () => {
    const store = openStore(':memory:')
    const rows = [visit(0, { message_id: 'm-1' }), visit(0, { message_id: 'm-1' }), visit(5, {}), visit(5, {})]
    expect(await importInto(store, [recordSource('events', rows)])).toMatchObject({ imported: 3, duplicates: 1 })
    expect(await importInto(store, [recordSource('events', rows)])).toMatchObject({ imported: 0, duplicates: 4 })
    const corrected = await importInto(store, [recordSource('events', [visit(1, { message_id: 'm-1' })])])
    expect(corrected).toMatchObject({ imported: 1, updated: 1 })
  })
})
