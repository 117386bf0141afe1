import { afterAll, describe, expect, test } from 'vitest'
import { timeZone } from '../../../src/lib/time-zone.ts'
import { readFile, sourceFolder } from '../../support/source-files.ts'

const folder = sourceFolder()
afterAll(() => folder.remove())

const HEADER = 'order_id,ordered_at,product_id,quantity,unit_price,customer_id,product_name\n'
const LINE = 'o1,2026-06-30 08:26:00,p1,2,12.50,c1,Tea\n'

describe('a plain file of order lines', () => {
  test('becomes typed records with their lines, positions and raw text', async () => {
    const { source, records, rejected } = await readFile(folder.write('plain.csv', HEADER + LINE))
    expect(rejected).toEqual([])
    expect(records).toEqual([
      {
        line: 2,
        position: 0,
        raw: LINE.trim(),
        values: {
          order_id: 'o1',
          ordered_at: Date.UTC(2026, 5, 30, 8, 26),
          product_id: 'p1',
          quantity: 2,
          unit_price: '12.5',
          customer_id: 'c1',
          product_name: 'Tea',
        },
      },
    ])
    expect(source.description).toMatchObject({ kind: 'order_lines', preset: null, delimiter: ',', hasHeader: true })
    expect(source.description.fingerprint).toMatch(/^[0-9a-f]{64}$/)
    expect(source.bytesRead()).toBe(source.description.bytes)
  })

  test('reads the same twice, with the same fingerprint under another name', async () => {
    const one = await readFile(folder.write('a.csv', HEADER + LINE))
    const other = await readFile(folder.write('b.csv', HEADER + LINE))
    expect(other.all).toEqual(one.all)
    expect(other.source.description.fingerprint).toBe(one.source.description.fingerprint)
    const again: unknown[] = []
    for await (const batch of one.source.batches()) again.push(...batch)
    expect(again).toEqual(one.all)
  })

  test('an empty cell is absent, in a required field a rejection', async () => {
    const { values, rejected } = await readFile(
      folder.write('gaps.csv', `${HEADER}o1,2026-06-30,p1,2,12.50,,NULL\no2,2026-06-30,,2,1,c,x\no3,,p,2,1,c,x\n`),
    )
    expect(Object.keys(values[0] ?? {})).toEqual(['order_id', 'ordered_at', 'product_id', 'quantity', 'unit_price'])
    expect(rejected.map(({ column, reason, line }) => [column, reason, line])).toEqual([
      ['product_id', 'missing_field', 3],
      ['ordered_at', 'missing_field', 4],
    ])
  })

  test('negative quantities and prices pass: what they mean is not the reader’s to say', async () => {
    const { values } = await readFile(folder.write('minus.csv', `${HEADER}C1,2026-06-30,p1,-2,-12.50,c1,x\n`))
    expect(values[0]).toMatchObject({ quantity: -2, unit_price: '-12.5' })
  })

  test.each([
    ['31 February', 'o1,2026-02-31,p1,2,1,c,x', 'ordered_at', 'invalid_date'],
    ['a date to come', 'o1,2026-07-03,p1,2,1,c,x', 'ordered_at', 'future_date'],
    ['1e400', 'o1,2026-06-30,p1,2,1e400,c,x', 'unit_price', 'not_a_number'],
    ['NaN', 'o1,2026-06-30,p1,2,NaN,c,x', 'unit_price', 'not_a_number'],
    ['hexadecimal', 'o1,2026-06-30,p1,0x10,1,c,x', 'quantity', 'not_a_number'],
    ['half a piece', 'o1,2026-06-30,p1,1.5,1,c,x', 'quantity', 'not_an_integer'],
    ['a NUL byte in an id', 'o\u00001,2026-06-30,p1,1,1,c,x', 'order_id', 'control_character'],
    ['too few cells', 'o1,2026-06-30,p1,1', null, 'ragged_row'],
    ['too many cells', 'o1,2026-06-30,p1,1,1,c,x,y', null, 'ragged_row'],
    ['an id longer than any', `${'o'.repeat(300)},2026-06-30,p1,1,1,c,x`, 'order_id', 'id_too_long'],
  ])('%s is a rejection with its reason, and reading goes on', async (_name, row, column, reason) => {
    const { rejected, records } = await readFile(folder.write('bad.csv', `${HEADER}${LINE}${row}\n${LINE}`))
    expect(rejected).toMatchObject([{ line: 3, position: 1, column, reason, raw: row }])
    expect(records.map(({ position }) => position)).toEqual([0, 2])
  })

  test('tomorrow is no future date: clocks and zones differ by that much', async () => {
    const { rejected } = await readFile(folder.write('tomorrow.csv', `${HEADER}o1,2026-07-01 23:00,p1,1,1,c,x\n`))
    expect(rejected).toEqual([])
  })

  test('a share may be written in per cent', async () => {
    const { values } = await readFile(
      folder.write(
        'promotions.csv',
        'promotion_id,name,starts_at,ends_at,discount\nx,A,2026-01-01,2026-02-01,12.5 %\n',
      ),
    )
    expect(values[0]?.['discount']).toBe('0.125')
  })

  test('plans may lie in the future', async () => {
    const path = folder.write('promotions.csv', 'promotion_id,name,starts_at,ends_at\nx,Autumn,2026-09-01,2026-10-01\n')
    const { values, source } = await readFile(path)
    expect(source.description.kind).toBe('promotions')
    expect(values[0]?.['starts_at']).toBe(Date.UTC(2026, 8, 1))
  })

  test('control characters are dropped from texts', async () => {
    const { values } = await readFile(folder.write('nul.csv', `${HEADER}o1,2026-06-30,p1,1,1,c,Te\u0000a\u0007 set\n`))
    expect(values[0]?.['product_name']).toBe('Tea set')
  })

  test('empty cells beyond the last column are no harm', async () => {
    const { records } = await readFile(folder.write('padded.csv', `${HEADER}${LINE.trim()},,\n`))
    expect(records).toHaveLength(1)
  })

  test('quoted line breaks count as lines', async () => {
    const { records } = await readFile(
      folder.write('breaks.csv', `${HEADER}o1,2026-06-30,p1,1,1,c,"two\nlines"\n${LINE}`),
    )
    expect(records.map(({ line }) => line)).toEqual([2, 4])
    expect(records[0]?.values['product_name']).toBe('two\nlines')
  })

  test('an unclosed quote costs its own line', async () => {
    const { records, rejected } = await readFile(
      folder.write('quote.csv', `${HEADER}o1,2026-06-30,p1,1,1,c,"Tea\n${LINE}${LINE}`),
    )
    expect(rejected).toMatchObject([{ line: 2, reason: 'unclosed_quote' }])
    expect(records.map(({ line }) => line)).toEqual([3, 4])
  })

  test('ids that a spreadsheet wrote as 17850.0 lose the fraction, and it is said', async () => {
    const { values, source } = await readFile(
      folder.write('float.csv', `${HEADER}o1,2026-06-30,p1,1,1,17850.0,x\no2,2026-06-30,p1,1,1,,x\n`),
    )
    expect(values[0]?.['customer_id']).toBe('17850')
    expect(source.description.reasons.map(({ en }) => en).join()).toContain('17850.0')
  })

  test('a sign beside an amount sets the currency', async () => {
    const { values, rejected } = await readFile(
      folder.write(
        'signs.csv',
        `${HEADER}o1,2026-06-30,p1,1,€5.00,c,x\no2,2026-06-30,p1,1,¥5.00,c,x\no3,2026-06-30,p1,1,QQQ 5,c,x\n`,
      ),
    )
    expect(values.map((value) => value['currency'])).toEqual(['EUR', 'CNY'])
    expect(rejected.map(({ reason }) => reason)).toEqual(['unknown_currency'])
  })

  test('a sign that contradicts the row’s currency, or the shop’s where rows have none, rejects the record', async () => {
    const lines = await readFile(
      folder.write(
        'contradiction.csv',
        'order_id,ordered_at,product_id,quantity,unit_price,currency\no1,2026-06-30,p1,1,€5,USD\no2,2026-06-30,p1,1,€5,EUR\n',
      ),
    )
    expect(lines.rejected.map(({ line, reason }) => [line, reason])).toEqual([[2, 'mixed_currencies']])
    const costs = await readFile(
      folder.write('campaigns.csv', 'campaign_id,name,starts_at,cost\na,A,2026-06-01,€500\nb,B,2026-06-01,¥500\n'),
    )
    expect(costs.rejected.map(({ line, reason }) => [line, reason])).toEqual([[2, 'mixed_currencies']])
  })

  test('wall-clock times are the shop’s', async () => {
    const { values } = await readFile(folder.write('zone.csv', HEADER + LINE), { zone: timeZone('Asia/Shanghai') })
    expect(values[0]?.['ordered_at']).toBe(Date.UTC(2026, 5, 30, 0, 26))
  })
})
