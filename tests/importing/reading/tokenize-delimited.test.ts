import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { delimitedTokenizer, type DelimitedFormat } from '../../../src/importing/reading/tokenize-delimited.ts'

interface Found {
  readonly records: { readonly line: number; readonly cells: readonly string[]; readonly raw: string }[]
  readonly bad: { readonly line: number; readonly reason: string; readonly raw: string }[]
}

/** Reads a text that arrives in pieces. */
function tokenize(pieces: readonly string[], format: Partial<DelimitedFormat> = {}): Found {
  const found: Found = { records: [], bad: [] }
  const tokenizer = delimitedTokenizer(
    { delimiter: ',', newline: '\n', ...format },
    {
      record: (cells, count, line, raw) => found.records.push({ line, cells: cells.slice(0, count), raw }),
      bad: (reason, line, raw) => found.bad.push({ line, reason, raw }),
    },
  )
  for (const piece of pieces) tokenizer.push(piece, false)
  tokenizer.push('', true)
  return found
}
const cellsOf = (text: string, format?: Partial<DelimitedFormat>): readonly (readonly string[])[] =>
  tokenize([text], format).records.map(({ cells }) => cells)

describe('an independent parser agrees', () => {
  const cell = fc.oneof(
    fc.string({ unit: fc.constantFrom('a', 'é', '中', ' ', ',', ';', '"', '\n', '\r\n', '1', '.'), maxLength: 8 }),
    fc.string({ maxLength: 12 }),
  )
  const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 12 })
  const written = (value: string, delimiter: string, always: boolean): string =>
    always || /["\r\n]/.test(value) || value.includes(delimiter) ? `"${value.replaceAll('"', '""')}"` : value

  test.each([',', ';', '\t', '|'])('on well-formed files with delimiter %j', (delimiter) => {
    fc.assert(
      fc.property(
        table,
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        fc.boolean(),
        fc.integer({ min: 1, max: 9 }),
        (rows, lineEnd, always, ends, step) => {
          const text = rows
            .map((row) => row.map((value) => written(value, delimiter, always)).join(delimiter))
            .join(lineEnd)
          const file = ends ? text + lineEnd : text
          const expected: string[][] = parse(file, {
            delimiter,
            relax_column_count: true,
            skip_empty_lines: true,
            record_delimiter: ['\n', '\r\n'],
          })
          // In pieces of any size the same records come out.
          const pieces = file.match(new RegExp(`[^]{1,${step}}`, 'g')) ?? []
          for (const found of [tokenize([file], { delimiter }), tokenize(pieces, { delimiter })]) {
            expect(found.bad).toEqual([])
            expect(found.records.map(({ cells }) => cells)).toEqual(expected)
          }
        },
      ),
      { numRuns: 400 },
    )
  })

  test('on lines: each record begins where a count of line feeds says', () => {
    fc.assert(
      fc.property(table, (rows) => {
        const texts = rows.map((row) => row.map((value) => written(value, ',', true)).join(','))
        let line = 1
        const lines = texts.map((text) => {
          const begins = line
          line += text.split('\n').length
          return begins
        })
        const found = tokenize([texts.join('\n')])
        expect(found.records.map((record) => record.line)).toEqual(lines)
        expect(found.records.map(({ raw }) => raw)).toEqual(texts)
      }),
    )
  })
})

describe('by hand', () => {
  test('quotes keep delimiters, line breaks and doubled quotes', () => {
    expect(cellsOf('a,"b ""c"", d","e\r\nf"\r\ng,h,i\r\n')).toEqual([
      ['a', 'b "c", d', 'e\r\nf'],
      ['g', 'h', 'i'],
    ])
  })

  test('a quote inside a field that does not begin with one is text', () => {
    expect(cellsOf('5" disc,a"b"c\n')).toEqual([['5" disc', 'a"b"c']])
  })

  test('blank lines are no records; a line of delimiters is one', () => {
    expect(cellsOf('a,b\n\n\r\n,\nc,d')).toEqual([
      ['a', 'b'],
      ['', ''],
      ['c', 'd'],
    ])
  })

  test('carriage returns alone end the lines of old files', () => {
    expect(cellsOf('a,b\rc,d\r', { newline: '\r' })).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ])
  })

  test('an empty quoted field is empty, also at the end', () => {
    expect(cellsOf('"",""\n"",x')).toEqual([
      ['', ''],
      ['', 'x'],
    ])
  })
})

describe('a damaged record costs itself only', () => {
  test('text after a closing quote', () => {
    const found = tokenize(['a,b\n"c"x,d\ne,f\n'])
    expect(found.records.map(({ cells }) => cells)).toEqual([
      ['a', 'b'],
      ['e', 'f'],
    ])
    expect(found.bad).toEqual([{ line: 2, reason: 'bad_quote', raw: '"c"x,d' }])
  })

  test('a quote that never closes', () => {
    const found = tokenize(['a,b\n"c,d\ne,f\ng,h'])
    expect(found.records.map(({ line, cells }) => [line, ...cells])).toEqual([
      [1, 'a', 'b'],
      [3, 'e', 'f'],
      [4, 'g', 'h'],
    ])
    expect(found.bad).toEqual([{ line: 2, reason: 'unclosed_quote', raw: '"c,d' }])
  })

  test('a quote that does not close within the longest record', () => {
    const found = tokenize(['a,b\n"c,d\n', 'e,f\n'.repeat(100), 'g,h\n'], { longest: 50 })
    expect(found.bad.map(({ line, reason }) => [line, reason])).toEqual([[2, 'unclosed_quote']])
    expect(found.records).toHaveLength(102)
    expect(found.records.at(-1)).toMatchObject({ line: 103, cells: ['g', 'h'] })
  })

  test('a line that is too long, in many pieces, is one rejection, and the next line is read', () => {
    const long = Array.from({ length: 40 }, () => 'x'.repeat(100))
    const found = tokenize(['a,b\n', ...long, '\nc,d\n'], { longest: 1000 })
    expect(found.bad.map(({ line, reason }) => [line, reason])).toEqual([[2, 'record_too_long']])
    expect(found.records.map(({ line, cells }) => [line, ...cells])).toEqual([
      [1, 'a', 'b'],
      [3, 'c', 'd'],
    ])
  })

  test('a quoted line that is too long is one rejection too', () => {
    const found = tokenize(['a,b\n"', ...Array.from({ length: 40 }, () => 'x'.repeat(100)), '",y\nc,d\n'], {
      longest: 1000,
    })
    expect(found.bad.map(({ reason }) => reason)).toEqual(['record_too_long'])
    expect(found.records.map(({ cells }) => cells[0])).toEqual(['a', 'c'])
  })

  test('whatever the bytes, every line is in a record or in a rejection, and reading ends', () => {
    const noise = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r'), maxLength: 60 })
    fc.assert(
      fc.property(noise, fc.integer({ min: 1, max: 7 }), (text, step) => {
        const whole = tokenize([text])
        expect(tokenize(text.match(new RegExp(`[^]{1,${step}}`, 'g')) ?? [])).toEqual(whole)
        const kept = [...whole.records, ...whole.bad].map(({ raw }) => raw).join('')
        const letters = (value: string): number => value.replaceAll(/[^a]/g, '').length
        expect(letters(kept)).toBe(letters(text))
      }),
      { numRuns: 1000 },
    )
  })
})
