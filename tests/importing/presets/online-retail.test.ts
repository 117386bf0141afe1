import { afterAll, describe, expect, test } from 'vitest'
import { readFile, sourceFolder } from '../../support/source-files.ts'

const folder = sourceFolder()
afterAll(() => folder.remove())
const at = (...parts: readonly [number, number, number, number?, number?, number?]): number =>
  Date.UTC(parts[0], parts[1] - 1, parts[2], parts[3] ?? 0, parts[4] ?? 0, parts[5] ?? 0)

describe('online-retail', () => {
  const HEADER = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n'

  test('is told by its columns; credit notes and adjustments pass as they are', async () => {
    const { source, values } = await readFile(
      folder.write(
        'retail.csv',
        `${HEADER}536365,85123A,WHITE HEART,6,2010-12-01 08:26:00,2.55,17850,United Kingdom\n` +
          'C536379,D,Discount,-1,2010-12-01 09:41:00,27.5,14527,United Kingdom\n' +
          'A563186,B,Adjust bad debt,1,2011-08-12 14:51:00,-11062.06,,United Kingdom\n',
      ),
    )
    expect(source.description).toMatchObject({ kind: 'order_lines', preset: 'online-retail' })
    expect(values).toEqual([
      {
        order_id: '536365',
        ordered_at: at(2010, 12, 1, 8, 26),
        product_id: '85123A',
        quantity: 6,
        unit_price: '2.55',
        product_name: 'WHITE HEART',
        customer_id: '17850',
        country: 'United Kingdom',
      },
      expect.objectContaining({ order_id: 'C536379', quantity: -1 }),
      expect.not.objectContaining({ customer_id: expect.anything() }),
    ])
  })

  test('the layout of the spreadsheet: month first, customers as decimals', async () => {
    const { values } = await readFile(
      folder.write(
        'sheet.csv',
        `${HEADER}536365,85123A,HEART,6,12/1/2010 8:26,2.55,17850.0,France\n5,1,x,1,12/13/2010 8:26,1,,France\n`,
      ),
    )
    expect(values[0]).toMatchObject({ ordered_at: at(2010, 12, 1, 8, 26), customer_id: '17850' })
  })

  test('says that its pounds are taken as the shop’s currency', async () => {
    const path = folder.write('pounds.csv', `${HEADER}5,1,x,1,2010-12-01,1,,France\n`)
    expect((await readFile(path, { currency: 'CNY' })).source.description.warnings[0]?.en).toContain('GBP')
    expect((await readFile(path, { currency: 'GBP' })).source.description.warnings).toEqual([])
  })
})
