import type { FormatFigureOptions } from '../../lib/format-figure.ts'
import type { ResultTable } from '../../lib/tool-result.ts'
import { nameFor } from './name-for.ts'
import { showCell } from './show-cell.ts'

/** A measure and the ends of its interval, by column. */
export interface Band {
  readonly low: string
  readonly middle: string
  readonly high: string
}

/** Three measures of which two are the ends of the third's interval; null when they are something else. */
export function bandOf(measures: readonly string[]): Band | null {
  const low = measures.find((key) => /(^|_)low$/.test(key))
  const high = measures.find((key) => /(^|_)high$/.test(key))
  const middle = measures.find((key) => key !== low && key !== high)
  if (measures.length !== 3 || low === undefined || high === undefined || middle === undefined) return null
  return { low, middle, high }
}

/** The ground between the ends: an unseen line at the lower one, and what is between them laid upon it. */
export function bandSeries(
  table: ResultTable,
  { low, high }: Band,
  { style, reader }: { readonly style: { readonly accent: string }; readonly reader: FormatFigureOptions },
): readonly object[] {
  const column = (key: string) => table.columns.find((candidate) => candidate.key === key)
  const numbers = (key: string) => table.rows.map((row) => (typeof row[key] === 'number' ? row[key] : null))
  const highs = numbers(high)
  const lows = numbers(low)
  const quiet = { type: 'line', stack: 'band', silent: true, symbol: 'none', lineStyle: { opacity: 0 } }
  const name = (key: string) => nameFor(key, column(key)?.label ?? key, reader)
  const exact = (values: readonly (number | null)[], key: string) => (_value: unknown, index: number) =>
    showCell(values[index] ?? null, column(key)?.unit ?? 'text', reader)
  return [
    { ...quiet, name: name(low), data: lows, tooltip: { valueFormatter: exact(lows, low) } },
    {
      ...quiet,
      name: name(high),
      data: highs.map((value, index) => (value === null ? null : value - (lows[index] ?? 0))),
      areaStyle: { color: style.accent, opacity: 0.14 },
      tooltip: { valueFormatter: exact(highs, high) },
    },
  ]
}
