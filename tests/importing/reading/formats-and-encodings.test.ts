import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, test } from 'vitest'
import { encodeGb18030, encodeUtf16, readFile, sourceFolder } from '../../support/source-files.ts'

const folder = sourceFolder()
afterAll(() => folder.remove())

const HEADER = 'order_id,ordered_at,product_id,quantity,unit_price,customer_id,product_name\n'
const LINE = 'o1,2026-06-30 08:26:00,p1,2,12.50,c1,Tea\n'

describe('formats', () => {
  const rows = [
    ['order_id', 'ordered_at', 'product_id', 'quantity', 'unit_price'],
    ['o1', '2026-06-30', 'p1', '2', '3.5'],
    ['o2', '2026-06-29', 'p2', '1', '4'],
  ]
  test.each([',', '\t', ';', '|'])('delimiter %j', async (delimiter) => {
    const path = folder.write('delimited.csv', rows.map((row) => row.join(delimiter)).join('\r\n'))
    const { source, values } = await readFile(path)
    expect(source.description.delimiter).toBe(delimiter)
    expect(values.map((value) => value['quantity'])).toEqual([2, 1])
  })

  test('the delimiter that the header has too beats the comma of the amounts', async () => {
    const path = folder.write(
      'commas.csv',
      'order_id;sku;qty;price\no1,a;p,1;1,0;2,50\no2,b;p,2;1,0;3,50\no3,b;p,2;1,0;3,50\n',
    )
    const { source, values } = await readFile(path)
    expect(source.description.delimiter).toBe(';')
    expect(values.map((value) => [value['order_id'], value['quantity'], value['unit_price']])).toEqual([
      ['o1,a', 1, '2.5'],
      ['o2,b', 1, '3.5'],
      ['o3,b', 1, '3.5'],
    ])
  })

  test('the line by which a spreadsheet names the delimiter is no data, nor is a padded header', async () => {
    const { source, records } = await readFile(
      folder.write('sep.csv', `sep=;\r\n${rows.map((row) => `${row.join(';')};`).join('\r\n')}`),
    )
    expect(source.description.columns).toEqual(rows[0])
    expect(records.map(({ line }) => line)).toEqual([3, 4])
  })

  test('columns apart by blanks', async () => {
    const { source, values } = await readFile(folder.write('blanks.txt', rows.map((row) => row.join('   ')).join('\n')))
    expect(source.description.delimiter).toBe(' ')
    expect(values).toHaveLength(2)
  })

  test('JSONL, with nested keys', async () => {
    const path = folder.write(
      'lines.jsonl',
      '{"order":{"id":"x"},"order_id":"o1","ordered_at":"2026-06-30T10:00:00Z","product_id":"p1","quantity":2,"unit_price":3.5}\n' +
        '{"order_id":"o2","ordered_at":1782691200,"product_id":"p1","quantity":1,"unit_price":"4"}\nnot json\n',
    )
    const { source, values, rejected } = await readFile(path)
    expect(source.description.format).toBe('jsonl')
    expect(values.map((value) => [value['order_id'], value['unit_price'], value['ordered_at']])).toEqual([
      ['o1', '3.5', Date.UTC(2026, 5, 30, 10)],
      ['o2', '4', 1_782_691_200_000],
    ])
    expect(rejected).toMatchObject([{ line: 3, reason: 'not_json' }])
  })

  test('compressed, by its bytes and not its name', async () => {
    const { source, records } = await readFile(folder.write('packed.csv', gzipSync(HEADER + LINE)))
    expect(source.description.compressed).toBe(true)
    expect(records).toHaveLength(1)
  })
})

describe('encodings', () => {
  const text =
    '订单号,下单时间,商品编号,商品名称,数量,单价,客户编号\nA1,2026-06-30 10:00:00,P1,龙井茶（礼盒）,2,¥128.00,C1\n'
  const expected = { order_id: 'A1', product_name: '龙井茶（礼盒）', unit_price: '128', quantity: 2, customer_id: 'C1' }
  test.each([
    ['utf-8', Buffer.from(text)],
    ['utf-8', Buffer.from(`\ufeff${text}`)],
    ['utf-16le', encodeUtf16(text, { bigEnd: false, mark: true })],
    ['utf-16le', encodeUtf16(text, { bigEnd: false, mark: false })],
    ['utf-16be', encodeUtf16(text, { bigEnd: true, mark: true })],
    ['utf-16be', encodeUtf16(text, { bigEnd: true, mark: false })],
    ['gb18030', encodeGb18030(text)],
  ])('%s', async (encoding, bytes) => {
    const { source, values, rejected } = await readFile(folder.write('encoded.csv', bytes))
    expect(rejected).toEqual([])
    expect(source.description.encoding).toBe(encoding)
    expect(values).toMatchObject([expected])
  })

  test('Latin-1, with the euro sign of Windows', async () => {
    const bytes = Buffer.from(`${HEADER}o1,2026-06-30,p1,1,\u00805.00,c1,Café crème à São João\n`, 'latin1')
    const { source, values } = await readFile(folder.write('latin.csv', bytes))
    expect(source.description.encoding).toBe('latin1')
    expect(values[0]).toMatchObject({ product_name: 'Café crème à São João', unit_price: '5', currency: 'EUR' })
  })

  test('the first strange byte far behind the sample decides', async () => {
    const bytes = Buffer.concat([
      Buffer.from(HEADER + LINE.repeat(12_000)),
      encodeGb18030(LINE.replace('Tea', '龙井茶叶')),
    ])
    const { source, values } = await readFile(folder.write('late.csv', bytes))
    expect(source.description.encoding).toBe('gb18030')
    expect(values.at(-1)?.['product_name']).toBe('龙井茶叶')
  })

  test('a byte that the encoding does not allow rejects its record', async () => {
    const bytes = Buffer.concat([
      Buffer.from(`${HEADER}o1,2026-06-30,p1,1,1,c1,Thé\n`.repeat(1) + `o2,2026-06-30,p1,1,1,c1,Thé\n`.repeat(12_000)),
      Buffer.from('o3,2026-06-30,p1,1,1,c1,Th\u00e9\n', 'latin1'),
    ])
    const { rejected } = await readFile(folder.write('mixed.csv', bytes))
    expect(rejected).toMatchObject([{ column: 'product_name', reason: 'invalid_encoding' }])
  })
})

describe('dates and numbers are read as their columns have them', () => {
  const dated = (...dates: readonly string[]): string =>
    HEADER + dates.map((date, index) => `o${index},${date},p1,1,1,c,x\n`).join('')
  const days = async (name: string, ...dates: readonly string[]): Promise<readonly [readonly string[], string]> => {
    const { values, source } = await readFile(folder.write(name, dated(...dates)))
    return [
      values.map((value) => new Date(Number(value['ordered_at'])).toISOString().slice(0, 10)),
      [...source.description.reasons, ...source.description.warnings].map(({ en }) => en).join('; '),
    ]
  }

  test('day first', async () => {
    const [found, said] = await days('day.csv', '03/04/2026', '25/12/2025')
    expect(found).toEqual(['2026-04-03', '2025-12-25'])
    expect(said).toContain('day first')
  })

  test('month first', async () => {
    const [found, said] = await days('month.csv', '03/04/2026', '12/25/2025')
    expect(found).toEqual(['2026-03-04', '2025-12-25'])
    expect(said).toContain('month first')
  })

  test('ISO needs no choice', async () => {
    const [found, said] = await days('iso.csv', '2026-03-04', '2025-12-25')
    expect(found).toEqual(['2026-03-04', '2025-12-25'])
    expect(said).not.toContain('first;')
  })

  test('what stands both ways is read month first, with a warning', async () => {
    const { source, values } = await readFile(folder.write('both.csv', dated('03/04/2026')))
    expect(new Date(Number(values[0]?.['ordered_at'])).toISOString()).toContain('2026-03-04')
    expect(source.description.warnings.map(({ en }) => en).join()).toContain('03/04/2026')
  })

  test('a reading that lies in the future loses', async () => {
    const [found] = await days('future.csv', '01/12/2025', '05/08/2025', '02/11/2026'.replace('11', '06'), '04/10/2025')
    expect(found[0]).toBe('2025-01-12')
    const [other] = await days('future2.csv', '10/06/2026')
    expect(other).toEqual(['2026-06-10'])
  })

  test('decimal commas', async () => {
    const path = folder.write(
      'comma.csv',
      'order_id;ordered_at;product_id;quantity;unit_price\no1;30.06.2026;p1;2;1.234,50\no2;01.06.2026;p1;2;0,99\n',
    )
    const { values, source } = await readFile(path)
    expect(values.map((value) => value['unit_price'])).toEqual(['1234.5', '0.99'])
    expect(values[1]?.['ordered_at']).toBe(Date.UTC(2026, 5, 1))
    expect(source.description.reasons.map(({ en }) => en).join()).toContain('decimal comma')
  })
})
