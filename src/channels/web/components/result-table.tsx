import { useState } from 'react'
import type { Cell, ResultTable } from '../../../lib/tool-result.ts'
import { showCell } from '../show-cell.ts'
import { useText } from '../text/use-text.ts'

const ROWS_SHOWN = 200

interface Order {
  readonly key: string
  readonly descending: boolean
}

/** Rows with a sticky head; a click on a column's name orders by it. */
export function ResultTableView({ table }: { readonly table: ResultTable }) {
  const { say, language } = useText()
  const [order, setOrder] = useState<Order | null>(null)
  const rows =
    order === null
      ? table.rows
      : [...table.rows].sort((a, b) => compare(a[order.key], b[order.key]) * (order.descending ? -1 : 1))
  const shown = rows.slice(0, ROWS_SHOWN)
  return (
    <div className="max-h-96 overflow-auto" tabIndex={0} role="region" aria-label={say('table')}>
      <table className="w-full border-collapse text-sm">
        <thead className="sticky top-0 bg-panel">
          <tr>
            {table.columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                aria-sort={order?.key === column.key ? (order.descending ? 'descending' : 'ascending') : 'none'}
                className={`border-b border-line px-3 py-1.5 font-medium ${isNumeric(table, column.key) ? 'text-end' : 'text-start'}`}
              >
                <button
                  type="button"
                  className="hover:text-accent"
                  onClick={() =>
                    setOrder({ key: column.key, descending: order?.key === column.key ? !order.descending : true })
                  }
                >
                  {column.label}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row, index) => (
            // Rows have no key of their own and are never edited; their place is what they are.
            <tr key={index} className="odd:bg-ground/60">
              {table.columns.map((column) => (
                <td
                  key={column.key}
                  className={`px-3 py-1 ${isNumeric(table, column.key) ? 'text-end tabular-nums' : ''}`}
                >
                  {showCell(row[column.key] ?? null, column.unit, language)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {table.total_rows > shown.length && (
        <p className="px-3 py-2 text-xs text-quiet">
          {say('showingRows', { shown: shown.length, total: table.total_rows })}
        </p>
      )}
    </div>
  )
}

const isNumeric = (table: ResultTable, key: string): boolean => table.rows.some((row) => typeof row[key] === 'number')

function compare(a: Cell | undefined, b: Cell | undefined): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return String(a ?? '').localeCompare(String(b ?? ''))
}
