import type { Cell, ResultTable, TableColumn, Unit } from '../../../lib/tool-result.ts'

/** What is measured differs from row to row where a table has a column of units; values are then shown in theirs. */
const VALUES: ReadonlySet<string> = new Set(['a', 'b'])

export const isUnit = (key: string, table: ResultTable): boolean =>
  key === 'unit' && table.columns.some((column) => VALUES.has(column.key))

export function unitIn(row: Readonly<Record<string, Cell>>, { key, unit }: TableColumn): Unit {
  const own = row['unit']
  return VALUES.has(key) && typeof own === 'string' ? own : unit
}
