import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createCsvFile } from '../../../src/demo/files/csv-file.ts'
import { encodeText } from '../../../src/demo/files/encode-text.ts'
import { dateText, timeText, wallOf } from '../../../src/demo/files/wall-time.ts'

describe('a CSV file', () => {
  test('gives back any text that went in', () => {
    const folder = mkdtempSync(join(tmpdir(), 'kith-csv-'))
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string(), fc.string({ unit: 'grapheme' })), { minLength: 1 }), (rows) => {
        const file = createCsvFile(join(folder, 'any.csv'), ['a', 'b'])
        for (const [a, b] of rows) file.write({ a, b })
        file.close()
        const read = parse(readFileSync(file.path), { from_line: 2, relax_column_count: true, skip_empty_lines: false })
        expect(read).toEqual(rows)
        expect(file.rows()).toBe(rows.length)
      }),
      { numRuns: 40 },
    )
  })

  test('leaves absent columns empty', () => {
    const path = join(mkdtempSync(join(tmpdir(), 'kith-csv-')), 'gaps.csv')
    const file = createCsvFile(path, ['a', 'b', 'c'])
    file.write({ a: null, c: 0 })
    file.close()
    expect(readFileSync(path, 'utf8')).toBe('a,b,c\n,,0\n')
  })
})

describe('other encodings', () => {
  test.each(['gb18030', 'utf-16le'] as const)('%s is read back by the decoder of that name', (encoding) => {
    const text = 'order_id,region\nO-1,华东\nO-2,西南'
    expect(new TextDecoder(encoding).decode(encodeText(text, encoding))).toBe(text)
  })
})

describe('wall time', () => {
  test('is written to the second in the shop day', () => {
    expect(timeText(wallOf('2026-06-30', 23.85))).toBe('2026-06-30 23:51:00')
    expect(dateText(wallOf('2024-02-29'))).toBe('2024-02-29')
  })
})
