import { afterAll, describe, expect, test } from 'vitest'
import { PRESETS } from '../../../src/importing/presets/registry.ts'
import { readFile, sourceFolder } from '../../support/source-files.ts'

const folder = sourceFolder()
afterAll(() => folder.remove())
const at = (...parts: readonly [number, number, number, number?, number?, number?]): number =>
  Date.UTC(parts[0], parts[1] - 1, parts[2], parts[3] ?? 0, parts[4] ?? 0, parts[5] ?? 0)

describe('cdnow', () => {
  const master =
    ' customer_id  date number_of_cds  dollar_value\r\n 00001 19970101  1   11.77\r\n 00002 19970112  1   12.00\r\n' +
    ' 00002 19970112  5   77.00\r\n 00003 19970102  3    0.00\r\n 00003 19970330  7   20.00\r\n'

  test('each purchase is an order of CDs, two of a day are two orders, and value 0 counts', async () => {
    const { source, values } = await readFile(folder.write('CDNOW_master.txt', master))
    expect(source.description).toMatchObject({ kind: 'order_lines', preset: 'cdnow', countsZeroOrders: true })
    expect(values.map(({ order_id: id, quantity, unit_price: price }) => [id, quantity, price])).toEqual([
      ['00001-19970101-1', 1, '11.77'],
      ['00002-19970112-1', 1, '12'],
      ['00002-19970112-2', 5, '15.4'],
      ['00003-19970102-1', 3, '0'],
      ['00003-19970330-1', 7, '2.857143'],
    ])
    expect(values[0]).toMatchObject({ product_id: 'CD', customer_id: '00001', ordered_at: at(1997, 1, 1) })
  })

  test('the sample has no header and names the same customers and orders', async () => {
    const sample =
      ' 00001 0001 19970101  1   11.77\r\n 00002 0002 19970112  1   12.00\r\n 00002 0002 19970112  5   77.00\r\n'
    const { source, values } = await readFile(folder.write('CDNOW_sample.txt', sample))
    expect(source.description).toMatchObject({ preset: 'cdnow', hasHeader: false })
    expect(values.map((value) => value['order_id'])).toEqual([
      '00001-19970101-1',
      '00002-19970112-1',
      '00002-19970112-2',
    ])
  })

  test('units times the unit price are the purchase’s cents again, for any purchase', () => {
    const shaper = PRESETS.find(({ name }) => name === 'cdnow')?.layouts[0]?.shaper?.({
      columns: ['customer_id', 'date', 'number_of_cds', 'dollar_value'],
      companion: null,
    })
    for (let units = 1; units <= 99; units++) {
      for (let cents = 0; cents < 5000; cents += 37) {
        const shaped = shaper?.shape(['1', '19970101', String(units), (cents / 100).toFixed(2)])
        expect(Math.round(Number(shaped?.[3]) * Number(shaped?.[4]) * 100)).toBe(cents)
      }
    }
  })
})
