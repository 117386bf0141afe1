import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { KithError } from '../../../src/lib/errors.ts'
import { openStore, type Store } from '../../../src/store/open.ts'
import {
  at,
  dump,
  IMPORT_NOW,
  importInto,
  recordSource,
  ROLLUPS,
  type TestValues,
} from '../../support/record-source.ts'
import { importFiles } from '../../../src/importing/import-files.ts'
import { createLog } from '../../../src/lib/log.ts'
import { testShop, testVault } from '../../support/shop.ts'

const FACTS = [...ROLLUPS, 'orders', 'order_lines', 'returns', 'customers', 'products', 'reviews'] as const
const rowsOf = <Row>(store: Store, sql: string): Row[] => store.sqlite.prepare<[], Row>(sql).all()
const line = (order_id: string, rest: TestValues = {}): TestValues => ({
  order_id,
  ordered_at: at('2026-06-01'),
  product_id: 'SKU-1',
  quantity: 2,
  unit_price: '9.99',
  customer_id: 'C-1',
  ...rest,
})

describe('order lines', () => {
  test('add up to orders: 3 x 1.005 - 0.50 and 2 x 9.99, less an order discount of 1', async () => {
    const store = openStore(':memory:')
    await importInto(store, [
      recordSource('order_lines', [
        line('O-1', {
          product_id: 'SKU-2',
          quantity: 3,
          unit_price: '1.005',
          line_discount: '0.50',
          order_discount: '1',
        }),
        line('O-1'),
      ]),
    ])
    // 3.015 rounds to 3.02, less 0.50 is 2.52; 19.98; less 1.00 makes 21.50.
    expect(rowsOf(store, 'SELECT gross_minor, units, line_count, has_sale, flag FROM orders')).toEqual([
      { gross_minor: 2150, units: 5, line_count: 2, has_sale: 1, flag: null },
    ])
    expect(rowsOf(store, 'SELECT customer_id, orders, gross_minor FROM customer_rollups')).toEqual([
      { customer_id: 'C-1', orders: 1, gross_minor: 2150 },
    ])
  })

  test('keep equal lines of one order, report them, and drop them on request', async () => {
    const kept = openStore(':memory:')
    const rows = [line('O-1'), line('O-1'), line('O-1')]
    const result = await importInto(kept, [recordSource('order_lines', rows)])
    expect(result).toMatchObject({ read: 3, imported: 3, left_out: { repeated_lines: 2 } })
    expect(await importInto(kept, [recordSource('order_lines', rows)])).toMatchObject({ imported: 0, duplicates: 3 })

    const dropped = openStore(':memory:')
    const other = await importInto(dropped, [recordSource('order_lines', rows)], { options: { dropRepeated: true } })
    expect(other).toMatchObject({ imported: 1, duplicates: 2 })
  })

  test('of negative quantity are returns on their own date, and a credit note makes no order', async () => {
    const store = openStore(':memory:')
    await importInto(store, [
      recordSource('order_lines', [
        line('536365'),
        line('C536379', { ordered_at: at('2026-06-09'), quantity: -1 }),
        line('536400', { quantity: 1, unit_price: '0' }),
        line('A563185', { quantity: 1, unit_price: '-11062.06' }),
      ]),
    ])
    expect(rowsOf(store, 'SELECT order_id, return_id, quantity, amount_minor FROM returns')).toEqual([
      { order_id: null, return_id: 'C536379', quantity: 1, amount_minor: 999 },
    ])
    expect(rowsOf(store, 'SELECT id, flag, gross_minor FROM orders ORDER BY id')).toEqual([
      { id: '536365', flag: null, gross_minor: 1998 },
      { id: '536400', flag: 'zero', gross_minor: 0 },
      { id: 'A563185', flag: 'negative', gross_minor: 0 },
    ])
    expect(rowsOf(store, 'SELECT orders, gross_minor, returns_minor FROM customer_rollups')).toEqual([
      { orders: 1, gross_minor: 1998, returns_minor: 999 },
    ])
  })

  test('under the same line id with other content are a correction, which the rollups follow', async () => {
    const store = openStore(':memory:')
    await importInto(store, [recordSource('order_lines', [line('O-1', { line_id: '1' })])])
    const again = await importInto(store, [recordSource('order_lines', [line('O-1', { line_id: '1', quantity: 5 })])])
    expect(again).toMatchObject({ imported: 1, updated: 1, duplicates: 0 })
    expect(rowsOf(store, 'SELECT count(*) AS n, sum(quantity) AS units FROM order_lines')).toEqual([{ n: 1, units: 5 }])
    expect(rowsOf(store, 'SELECT gross_minor, units FROM customer_rollups')).toEqual([{ gross_minor: 4995, units: 5 }])
  })

  test('in another currency take the rate dated on or before their day, or wait in quarantine', async () => {
    const store = openStore(':memory:')
    const rows = [line('O-1', { currency: 'USD', unit_price: '10', quantity: 1 })]
    expect(await importInto(store, [recordSource('order_lines', rows)])).toMatchObject({
      quarantined: 1,
      reasons: { no_exchange_rate: 1 },
    })
    const rate = (date: string, text: string): TestValues => ({
      base: 'CNY',
      currency: 'USD',
      valid_from: at(date) / 86_400_000 - 0.5,
      rate: text,
    })
    await importInto(store, [recordSource('exchange_rates', [rate('2026-05-01', '0.125'), rate('2026-06-02', '0.5')])])
    await importInto(store, [recordSource('order_lines', rows)])
    expect(rowsOf(store, 'SELECT gross_minor, original_currency FROM orders')).toEqual([
      { gross_minor: 8000, original_currency: 'USD' },
    ])
  })

  test('from after tomorrow are quarantined', async () => {
    const store = openStore(':memory:')
    const result = await importInto(store, [
      recordSource('order_lines', [
        line('O-1', { ordered_at: IMPORT_NOW + 86_400_001 }),
        line('O-2', { ordered_at: IMPORT_NOW }),
      ]),
    ])
    expect(result).toMatchObject({ read: 2, imported: 1, quarantined: 1, reasons: { future_date: 1 } })
  })
})

describe('files of one shop', () => {
  const sources = () => [
    recordSource('order_lines', [
      { order_id: 'O-1', product_id: 'SKU-1', quantity: 2, unit_price: '5', line_id: '1' },
      { order_id: 'O-2', product_id: 'SKU-2', quantity: 1, unit_price: '7', line_id: '1' },
    ]),
    recordSource('orders', [
      { order_id: 'O-1', ordered_at: at('2026-06-01'), customer_id: 'C-1', status: 'delivered', region: '华东' },
      {
        order_id: 'O-2',
        ordered_at: at('2026-06-02'),
        customer_id: 'C-2',
        status: 'cancelled',
        cancelled_at: at('2026-06-03'),
      },
    ]),
    recordSource('returns', [
      { returned_at: at('2026-06-20'), quantity: 1, amount: '5', order_id: 'O-1', product_id: 'SKU-1' },
    ]),
    recordSource('customers', [
      { customer_id: 'C-1', created_at: at('2026-01-01'), country: 'CN' },
      { customer_id: 'C-2', created_at: at('2026-01-02') },
    ]),
    recordSource('products', [
      { product_id: 'SKU-1', name: 'Tent', category: 'tents', cost: '2' },
      { product_id: 'SKU-2', name: 'Stove', category: 'stoves' },
    ]),
    recordSource('reviews', [{ review_id: 'V-1', written_at: at('2026-06-10'), rating: 5, order_id: 'O-1' }]),
  ]

  test('say who carried a parcel and from where, as the delivery or the order tells; a later file corrects it', async () => {
    const store = openStore(':memory:')
    const parcels = (carrier: string): ReturnType<typeof recordSource> =>
      recordSource('deliveries', [
        { order_id: 'O-1', shipped_at: at('2026-06-02'), carrier, warehouse: 'North' },
        { order_id: 'O-2', shipped_at: at('2026-06-03') },
      ])
    await importInto(store, [
      ...sources(),
      recordSource('orders', [{ order_id: 'O-2', ordered_at: at('2026-06-02'), carrier: 'Swift', warehouse: 'South' }]),
      parcels('Slow'),
    ])
    const read = (): unknown => rowsOf(store, 'SELECT id, carrier, warehouse FROM orders ORDER BY id')
    expect(read()).toEqual([
      { id: 'O-1', carrier: 'Slow', warehouse: 'North' },
      { id: 'O-2', carrier: 'Swift', warehouse: 'South' },
    ])
    expect(await importInto(store, [parcels('Slow')])).toMatchObject({ duplicates: 2 })
    await importInto(store, [parcels('Swift')])
    expect(read()).toMatchObject([{ carrier: 'Swift' }, { carrier: 'Swift' }])
  })

  test('leave the same bytes in whatever order they come', async () => {
    const together = openStore(':memory:')
    await importInto(together, sources())
    const expected = dump(together, FACTS)
    expect(expected['orders']).toHaveLength(2)
    expect(expected['reviews']?.[0]).toContain('"customer_id":"C-1"')
    const strip = (rows: Record<string, readonly string[]>) => JSON.stringify(rows).replaceAll(/I-[0-9a-f]{12}/g, 'I')
    for (const turn of [1, 2, 3, 4, 5]) {
      const store = openStore(':memory:')
      const all = sources()
      for (const source of [...all.slice(turn), ...all.slice(0, turn)].toReversed()) await importInto(store, [source])
      expect(strip(dump(store, FACTS))).toEqual(strip(expected))
    }
  })

  test('a dry run counts everything and leaves nothing', async () => {
    const store = openStore(':memory:')
    const before = dump(store, [...FACTS, 'imports', 'watermarks', 'shop'])
    const result = await importInto(store, sources(), { options: { dryRun: true } })
    expect(result).toMatchObject({ read: 2, imported: 2 })
    expect(dump(store, [...FACTS, 'imports', 'watermarks', 'shop'])).toEqual(before)
  })
})

describe('a broken off import', () => {
  test('goes on from its checkpoint after a stop, and ends with the same bytes', async () => {
    const rows = Array.from({ length: 50 }, (_, index) => line(`O-${index % 20}`, { quantity: 1 + (index % 3) }))
    const whole = openStore(':memory:')
    await importInto(whole, [recordSource('order_lines', rows)])
    const store = openStore(':memory:')
    const stop = new AbortController()
    const source = recordSource('order_lines', rows, { batch: 10 })
    let taken = 0
    const broken = {
      ...source,
      batches: async function* () {
        for await (const batch of source.batches()) {
          taken += 1
          if (taken === 3) throw new Error('the cable was pulled')
          yield batch
        }
      },
    }
    await expect(
      importFiles({
        store,
        vault: testVault,
        shop: testShop(),
        clock: () => IMPORT_NOW,
        log: createLog('silent'),
        files: [broken],
        signal: stop.signal,
      }),
    ).rejects.toThrow('the cable was pulled')
    const result = await importInto(store, [recordSource('order_lines', rows)])
    expect(result.read).toBe(50)
    expect(dump(store, FACTS)).toEqual(dump(whole, FACTS))
    expect(rowsOf(store, 'SELECT status, read FROM imports')).toEqual([{ status: 'done', read: 50 }])
  })

  test('on a full disk says so, keeps what it reported, and goes on when there is space', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kith-full-'))
    const rows = Array.from({ length: 5000 }, (_, index) => line(`O-${index}`, { product_id: `SKU-${index % 500}` }))
    const store = openStore(join(folder, 'kith.sqlite'))
    const pages = Number(store.sqlite.pragma('page_count', { simple: true }))
    store.sqlite.pragma(`max_page_count = ${pages + 40}`)
    const failure = await importInto(store, [recordSource('order_lines', rows)]).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(KithError)
    expect(failure).toMatchObject({ code: 'UNAVAILABLE' })
    expect(store.sqlite.pragma('quick_check', { simple: true })).toBe('ok')
    store.sqlite.pragma('max_page_count = 100000')
    expect(await importInto(store, [recordSource('order_lines', rows)])).toMatchObject({ read: 5000, imported: 5000 })
    expect(rowsOf(store, 'SELECT sum(orders) AS orders FROM customer_rollups')).toEqual([{ orders: 5000 }])
    store.close()
    rmSync(folder, { recursive: true })
  })
})

describe('the quarantine file', () => {
  test('names line, column, value and reason, and can be mended and imported again as it is', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kith-quarantine-'))
    const file = join(folder, 'orders.csv')
    writeFileSync(
      file,
      'order_id,ordered_at,product_id,quantity,unit_price,customer_id\n' +
        'O-1,2026-06-01 10:00:00,SKU-1,1,5.00,C-1\nO-2,2026-02-31 10:00:00,SKU-1,1,5.00,C-1\nO-3,2026-06-03 10:00:00,SKU-1,many,5.00,C-2\n',
    )
    const store = openStore(join(folder, 'kith.sqlite'))
    const run = (path: string) =>
      importFiles({
        store,
        vault: testVault,
        shop: testShop(),
        clock: () => IMPORT_NOW,
        log: createLog('silent'),
        files: [path],
      })
    const first = await run(file)
    expect(first.files[0]).toMatchObject({ read: 3, imported: 1, quarantined: 2 })
    const path = first.quarantine_file ?? ''
    const text = readFileSync(path, 'utf8')
    expect(text.split('\n')[1]).toMatch(/^3,ordered_at,2026-02-31 10:00:00,\w+,O-2,/)
    writeFileSync(path, text.replaceAll('2026-02-31', '2026-02-28'))
    const second = await run(path)
    expect(second.files[0]).toMatchObject({ read: 2, imported: 1, quarantined: 1 })
    expect(rowsOf(store, 'SELECT id FROM orders ORDER BY id')).toEqual([{ id: 'O-1' }, { id: 'O-2' }])
    expect((await run(path)).files[0]).toMatchObject({ imported: 0, duplicates: 1, quarantined: 1 })
    store.close()
    rmSync(folder, { recursive: true })
  })
})
