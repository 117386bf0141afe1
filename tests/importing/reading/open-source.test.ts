import { appendFileSync, createReadStream, mkdirSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { KithError } from '../../../src/lib/errors.ts'
import { timeZone } from '../../../src/lib/time-zone.ts'
import { openSource } from '../../../src/importing/open-source.ts'
import type { ReadRecord } from '../../../src/importing/pipeline.ts'
import { nodeFiles, type FileAccess } from '../../../src/importing/reading/source-file.ts'
import { encodeGb18030, encodeUtf16, readFile, readingOptions, sourceFolder } from '../../support/source-files.ts'

const folder = sourceFolder()
afterAll(() => folder.remove())

const HEADER = 'order_id,ordered_at,product_id,quantity,unit_price,customer_id,product_name\n'
const LINE = 'o1,2026-06-30 08:26:00,p1,2,12.50,c1,Tea\n'

/** The error that opening (or reading) a file ends with. */
const failure = async (path: string, overrides: Parameters<typeof readFile>[1] = {}): Promise<KithError> => {
  try {
    await readFile(path, overrides)
  } catch (error) {
    if (error instanceof KithError) return error
    throw error
  }
  throw new Error('expected a refusal')
}

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
    expect(source.description.reasons.join()).toContain('17850.0')
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

  test('wall-clock times are the shop’s', async () => {
    const { values } = await readFile(folder.write('zone.csv', HEADER + LINE), { zone: timeZone('Asia/Shanghai') })
    expect(values[0]?.['ordered_at']).toBe(Date.UTC(2026, 5, 30, 0, 26))
  })
})

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
      [...source.description.reasons, ...source.description.warnings].join('; '),
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
    expect(source.description.warnings.join()).toContain('03/04/2026')
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
    expect(source.description.reasons.join()).toContain('decimal comma')
  })
})

describe('files that cannot be imported are refused in words', () => {
  test('a missing file', async () => {
    const error = await failure(join(folder.path, 'nothing.csv'))
    expect(error).toMatchObject({ code: 'NOT_FOUND', field: 'file' })
    expect(error.message).toContain('nothing.csv')
  })

  test('a folder', async () => {
    mkdirSync(join(folder.path, 'inner'), { recursive: true })
    expect((await failure(join(folder.path, 'inner'))).message).toContain('is a folder')
  })

  test.each(['stat', 'open', 'read'])('no permission, found at %s', async (step) => {
    const path = folder.write('secret.csv', HEADER + LINE)
    const denied = (): never => {
      throw Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' })
    }
    const files: FileAccess = {
      ...nodeFiles,
      ...(step === 'stat' ? { facts: async () => denied() } : {}),
      ...(step === 'open' ? { head: async () => denied() } : {}),
      ...(step === 'read' ? { stream: () => new Readable({ read: () => denied() }) } : {}),
    }
    await expect(openSource(path, readingOptions(), files)).rejects.toMatchObject({ code: 'FORBIDDEN', field: 'file' })
  })

  test.each([
    ['empty', ''],
    ['blank lines only', '\n\n \n'],
    ['a byte order mark only', '\ufeff'],
  ])('%s', async (_name, content) => {
    expect((await failure(folder.write('empty.csv', content))).code).toBe('INVALID_INPUT')
  })

  test('a header and no rows is a source of nothing, with a warning', async () => {
    const { source, all } = await readFile(folder.write('header.csv', HEADER))
    expect(all).toEqual([])
    expect(source.description.warnings).toContain('the file has a header and no rows')
  })

  test.each([
    ['a picture (PNG)', Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1')],
    ['Excel', Buffer.from('PK\x03\x04\x14\0\x06\0', 'latin1')],
    ['a PDF document', Buffer.from('%PDF-1.7\n')],
    ['binary data', Buffer.from(Array.from({ length: 4096 }, (_, index) => (index * 7919) % 251))],
    ['a web page', Buffer.from('<!DOCTYPE html><html><body>Sign in</body></html>')],
    ['a JSON list', Buffer.from('[{"order_id":"o1"}]')],
  ])('%s', async (what, bytes) => {
    expect((await failure(folder.write('other.csv', bytes))).message).toContain(what)
    expect((await failure(folder.writeGzip('other.csv.gz', bytes))).message).toContain(what)
  })

  test('a compressed file that is cut off', async () => {
    const path = folder.writeGzip(
      'cut.csv.gz',
      HEADER + Array.from({ length: 5000 }, (_, i) => LINE.replace('o1', `o${i * 7919}`)).join(''),
    )
    truncateSync(path, 20_000)
    expect((await failure(path)).message).toContain('cut off')
  })

  test('a compressed file with damaged data', async () => {
    const bytes = gzipSync(HEADER + LINE.repeat(100))
    bytes[20] = (bytes[20] ?? 0) ^ 0xff
    bytes[30] = (bytes[30] ?? 0) ^ 0xff
    expect((await failure(folder.write('damaged.csv.gz', bytes))).message).toMatch(/damaged|cut off/)
  })

  test.each([
    ['kind', { kind: 'sales' }, 'order_lines'],
    ['preset', { preset: 'magento' }, 'shopify'],
    ['field', { kind: 'order_lines', mapping: { colour: 'x' } }, 'unit_price'],
    ['column', { kind: 'order_lines', mapping: { order_id: 'Bestellung' } }, 'product_name'],
  ])('an unknown %s lists what exists', async (_name, overrides, listed) => {
    const error = await failure(folder.write('known.csv', HEADER + LINE), overrides)
    expect(error.code).toBe('INVALID_INPUT')
    expect(error.hint).toContain(listed)
  })

  test('columns that show no kind name what was seen and the way out', async () => {
    const error = await failure(folder.write('odd.csv', 'foo;bar\nx;y\nz;w\n'))
    expect(error.hint).toContain('foo, bar')
    expect(error.hint).toContain('--as')
  })

  test('a delimiter that nobody uses leaves one column, and the error shows it', async () => {
    const error = await failure(folder.write('tilde.csv', HEADER.replaceAll(',', '~') + LINE.replaceAll(',', '~')))
    expect(error.hint).toContain('order_id~ordered_at')
  })
})

describe('whatever the bytes', () => {
  const inPieces = (size: number): FileAccess => ({
    ...nodeFiles,
    stream: (path, end) => createReadStream(path, { start: 0, end: end - 1, highWaterMark: size }),
  })
  const allOf = async (path: string, files: FileAccess): Promise<readonly ReadRecord[]> => {
    const all: ReadRecord[] = []
    for await (const batch of (await openSource(path, readingOptions(), files)).batches()) all.push(...batch)
    return all
  }

  test('pieces of any size give the same records, in every encoding', async () => {
    const text = `${HEADER}o1,2026-06-30,p1,1,1,c1,"茶\r\n""a"""\r\no2,2026-02-31,p1,1,1,c1,é\no3,2026-06-30,p1\n`
    const files = [Buffer.from(text), encodeUtf16(text, { bigEnd: true, mark: true }), gzipSync(text)]
    for (const bytes of files) {
      const path = folder.write('pieces.csv', bytes)
      const whole = await allOf(path, nodeFiles)
      expect(whole).toHaveLength(3)
      for (const size of [1, 2, 3, 7, 64]) expect(await allOf(path, inPieces(size))).toEqual(whole)
    }
  })

  test('a damaged file is refused in words, or every record is counted once and in order', async () => {
    const base = Buffer.from(`${HEADER}${LINE}o2,2026-06-29,p2,1,"3,50",c2,"two ""words"""\n`.repeat(3))
    const changes = fc.array(fc.tuple(fc.nat(base.length - 1), fc.nat(255)), { maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(changes, fc.integer({ min: 1, max: base.length }), async (changed, length) => {
        const bytes = Buffer.from(base)
        for (const [at, byte] of changed) bytes[at] = byte
        const path = folder.write('mutated.csv', bytes.subarray(0, length))
        const all = await allOf(path, nodeFiles).catch((error: unknown) => {
          expect(error).toBeInstanceOf(KithError)
          return []
        })
        const places = all.map((read) => (read.ok ? read.record : read.rejected))
        expect(places.map(({ position }) => position)).toEqual(places.map((_, index) => index))
        for (const [index, { line }] of places.entries()) expect(line).toBeGreaterThan(places[index - 1]?.line ?? 0)
      }),
      { numRuns: 200 },
    )
  })
})

describe('size and time', () => {
  test('rows that are appended while the file is read belong to the next import', async () => {
    const path = folder.write('growing.csv', HEADER + LINE.repeat(20_000))
    const source = await openSource(path, readingOptions())
    let read = 0
    for await (const batch of source.batches()) {
      appendFileSync(path, LINE.repeat(1000))
      read += batch.length
    }
    expect(read).toBe(20_000)
    expect((await readFile(path)).records.length).toBeGreaterThan(20_000)
  })

  test('a file that becomes shorter while it is read is said to', async () => {
    const path = folder.write('shrinking.csv', HEADER + LINE.repeat(40_000))
    const source = await openSource(path, readingOptions())
    truncateSync(path, 300_000)
    const reading = async (): Promise<void> => {
      for await (const batch of source.batches()) expect(batch.length).toBeGreaterThan(0)
    }
    await expect(reading()).rejects.toMatchObject({ code: 'CONFLICT' })
  })

  test('a line of 64 MiB is one rejected record in bounded memory, and the next line is read', async () => {
    const path = folder.writeGzip(
      'huge.csv.gz',
      Buffer.concat([Buffer.from(HEADER + LINE), Buffer.alloc(64 * 1_048_576, 'x'), Buffer.from(`\n${LINE}`)]),
    )
    globalThis.gc?.()
    const before = process.memoryUsage().rss
    const { rejected, records } = await readFile(path)
    expect(rejected.map(({ line, reason, raw }) => [line, reason, raw.length < 2000])).toEqual([
      [3, 'record_too_long', true],
    ])
    expect(records.map(({ line }) => line)).toEqual([2, 4])
    expect(process.memoryUsage().rss - before).toBeLessThan(48 * 1_048_576)
  })
})
