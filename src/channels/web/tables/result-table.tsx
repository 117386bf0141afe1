import { createSortedRowModel, rowSortingFeature, tableFeatures, useTable, type SortFn } from '@tanstack/react-table'
import { useMemo, useState, type ReactNode } from 'react'
import type { Cell, ResultTable, TableColumn } from '../../../lib/tool-result.ts'
import { nameFor } from '../data/labels.ts'
import { Button } from '../parts/button.tsx'
import { Link } from '../routing/link.tsx'
import { useText } from '../text/use-text.ts'
import { isUnit, unitIn } from './row-units.ts'
import { showCell } from './show-cell.ts'

const FIRST_ROWS = 100
type Row = Readonly<Record<string, Cell>>

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() })

/** Figures by size, words by the reader's alphabet; what is not known comes last either way. */
const byValue: SortFn<typeof features, Row> = (a, b, columnId) => {
  const left = a.getValue<Cell>(columnId)
  const right = b.getValue<Cell>(columnId)
  if (typeof left === 'number' && typeof right === 'number') return left - right
  return String(left ?? '').localeCompare(String(right ?? ''))
}

export interface ResultTableProps {
  readonly table: ResultTable
  readonly label: string
  /** Shows a cell otherwise than as its value; undefined leaves it as it is. */
  readonly renderCell?: (column: TableColumn, row: Row) => ReactNode | undefined
  readonly tall?: boolean
}

/** Rows under a head that stays; a click on a column's name orders by it. Ids of customers lead to their page. */
export function ResultTableView({ table, label, renderCell, tall = false }: ResultTableProps) {
  const { say, language, count } = useText()
  const [shown, setShown] = useState(FIRST_ROWS)
  const columns = useMemo(
    () =>
      table.columns
        .filter(({ key }) => !isUnit(key, table))
        .map((column) => ({
          id: column.key,
          header: column.label,
          accessorFn: (row: Row) => row[column.key] ?? undefined,
          sortFn: byValue,
          sortUndefined: 'last' as const,
          sortDescFirst: true,
        })),
    [table],
  )
  const sorted = useTable({ features, columns, data: table.rows })
  const visible = table.columns.filter(({ key }) => !isUnit(key, table))
  const byKey = new Map(table.columns.map((column) => [column.key, column]))
  const numeric = new Set(table.columns.filter(({ key }) => isNumeric(table, key)).map(({ key }) => key))
  const cellOf = (column: TableColumn, row: Row): ReactNode => {
    const custom = renderCell?.(column, row)
    if (custom !== undefined) return custom
    const value = row[column.key] ?? null
    if (column.key === 'customer_id' && typeof value === 'string')
      return (
        <Link to={`/customers/${encodeURIComponent(value)}`} className="text-accent hover:underline">
          {value}
        </Link>
      )
    return showCell(value, unitIn(row, column), language, column.key)
  }
  const rows = sorted.getRowModel().rows
  return (
    <div
      className={`wide ${tall ? '' : 'max-h-[26rem]'}`}
      tabIndex={0}
      role="region"
      aria-label={say('named', { name: say('table'), value: label })}
    >
      <table className="w-full border-collapse text-sm">
        <thead className="sticky top-0 z-[1] bg-panel">
          {sorted.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              {group.headers.map(({ id, column }) => {
                const order = column.getIsSorted()
                return (
                  <th
                    key={id}
                    scope="col"
                    aria-sort={order === 'desc' ? 'descending' : order === 'asc' ? 'ascending' : 'none'}
                    className={`border-b border-line px-3 py-1.5 font-medium first:ps-4 last:pe-4 whitespace-nowrap text-quiet ${numeric.has(column.id) ? 'text-end' : 'text-start'}`}
                  >
                    <button type="button" className="hover:text-accent" onClick={column.getToggleSortingHandler()}>
                      {nameFor(column.id, byKey.get(column.id)?.label ?? column.id, language)}
                      <span aria-hidden="true">{order === 'desc' ? ' ↓' : order === 'asc' ? ' ↑' : ''}</span>
                    </button>
                  </th>
                )
              })}
            </tr>
          ))}
        </thead>
        <tbody>
          {rows.slice(0, shown).map((row) => (
            <tr key={row.id} className="border-b border-line/60 last:border-0 hover:bg-sunken/60">
              {visible.map((column) => (
                <td
                  key={column.key}
                  className={`px-3 py-1.5 first:ps-4 last:pe-4 ${numeric.has(column.key) ? 'tabular text-end whitespace-nowrap' : isShort(column, row.original) ? 'whitespace-nowrap' : 'max-w-80 min-w-56'}`}
                >
                  {cellOf(column, row.original)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {(rows.length > shown || table.total_rows > rows.length) && (
        <p className="flex items-center gap-3 px-4 py-2 text-xs text-quiet">
          {say('showingRows', { shown: count(Math.min(shown, rows.length)), total: count(table.total_rows) })}
          {rows.length > shown && (
            <Button look="quiet" onClick={() => setShown(shown + 200)}>
              {say('showMore')}
            </Button>
          )}
        </p>
      )}
    </div>
  )
}

const LONGEST_NAME = 28

/** Dates, ids, names of things and few words are never broken across lines. */
const isShort = ({ key, unit }: TableColumn, row: Row): boolean =>
  unit === 'date' ||
  unit === 'id' ||
  unit === 'label' ||
  key === 'customer_name' ||
  String(row[key] ?? '').length <= LONGEST_NAME

const isNumeric = (table: ResultTable, key: string): boolean => table.rows.some((row) => typeof row[key] === 'number')
