import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { atPath, cellOf, jsonLinesTokenizer, leafPaths } from '../../../src/importing/reading/tokenize-json-lines.ts'
import { cutAtBlanks, lineTokenizer } from '../../../src/importing/reading/tokenize-lines.ts'
import type { RecordSink } from '../../../src/importing/reading/tokenizer.ts'

const collector = (): { readonly sink: RecordSink; readonly rows: (readonly (string | number)[])[] } => {
  const rows: (readonly (string | number)[])[] = []
  return {
    rows,
    sink: {
      record: (cells, count, line) => rows.push([line, ...cells.slice(0, count)]),
      bad: (reason, line) => rows.push([line, `! ${reason}`]),
    },
  }
}

describe('columns apart by blanks', () => {
  test('runs of blanks part the cells, whatever the line ends', () => {
    const { sink, rows } = collector()
    const tokenizer = lineTokenizer(cutAtBlanks, sink)
    tokenizer.push(' 00001 19970101  1   11.77\r\n\r\n 00002 199701', false)
    tokenizer.push('12  5   77.00', true)
    expect(rows).toEqual([
      [1, '00001', '19970101', '1', '11.77'],
      [3, '00002', '19970112', '5', '77.00'],
    ])
  })

  test('pieces of any size give the same lines', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\t'), maxLength: 9 }), { maxLength: 20 }),
        fc.integer({ min: 1, max: 9 }),
        (lines, step) => {
          const text = lines.join('\n')
          const { sink, rows } = collector()
          const tokenizer = lineTokenizer(cutAtBlanks, sink)
          for (const piece of text.match(new RegExp(`[^]{1,${step}}`, 'g')) ?? []) tokenizer.push(piece, false)
          tokenizer.push('', true)
          const expected = lines.flatMap((line, index) =>
            line.trim() === '' ? [] : [[index + 1, ...line.trim().split(/\s+/)]],
          )
          expect(rows).toEqual(expected)
        },
      ),
    )
  })

  test('a line that is too long is one rejection', () => {
    const { sink, rows } = collector()
    const tokenizer = lineTokenizer(cutAtBlanks, sink, { longest: 10 })
    for (const piece of ['a b\n', 'x'.repeat(8), 'x'.repeat(8), 'x'.repeat(8), '\nc d\n']) tokenizer.push(piece, false)
    tokenizer.push('', true)
    expect(rows).toEqual([
      [1, 'a', 'b'],
      [2, '! record_too_long'],
      [3, 'c', 'd'],
    ])
  })
})

describe('one JSON object per line', () => {
  test('cells come from paths; what is no object is a rejection', () => {
    const { sink, rows } = collector()
    const tokenizer = jsonLinesTokenizer(['id', 'user.name', 'tags', 'n'], sink)
    tokenizer.push('{"id":"a","user":{"name":"Li"},"tags":[1,2],"n":1.5}\n[1]\n{"id":null,"n":tru', false)
    tokenizer.push('e}\n{"id":"b","n":true}\n{"id":12345678901234567890}\n', true)
    expect(rows).toEqual([
      [1, 'a', 'Li', '[1,2]', '1.5'],
      [2, '! not_json'],
      [3, '', '', '', 'true'],
      [4, 'b', '', '', 'true'],
      [5, '! number_too_long'],
    ])
  })

  test('a key with a dot in it is found before a path', () => {
    expect(atPath({ 'a.b': 1, a: { b: 2 } }, 'a.b')).toBe(1)
    expect(atPath({ a: { b: 2 } }, 'a.b')).toBe(2)
    expect(atPath({ a: 5 }, 'a.b')).toBeUndefined()
  })

  test('leaves are named by their paths, lists are leaves', () => {
    expect(leafPaths({ a: 1, b: { c: { d: [] } } })).toEqual(['a', 'b.c.d'])
  })

  test('null and absent are empty', () => {
    expect([cellOf(null), cellOf(undefined), cellOf(0), cellOf(false)]).toEqual(['', '', '0', 'false'])
  })
})
