/** Columns between two columns of a table. */
export const GAP = 2
/** A column of words keeps at least this much. */
const NARROWEST = 8

export interface FittedColumn {
  readonly index: number
  readonly width: number
}

/**
 * Which columns of a table fit a line, and how wide each may be: the widest words give way first, then the last columns go.
 * Figures are never cut.
 *
 * @param widths - what each column needs
 * @param numeric - which columns hold figures
 */
export function fitColumns(widths: readonly number[], numeric: readonly boolean[], most: number): FittedColumn[] {
  const columns = widths.map((width, index) => ({ index, width }))
  const total = (): number => columns.reduce((sum, { width }) => sum + width, GAP * (columns.length - 1))
  while (total() > most) {
    const widest = columns
      .filter(({ index, width }) => numeric[index] !== true && width > NARROWEST)
      .toSorted((a, b) => b.width - a.width)
      .at(0)
    if (widest !== undefined) widest.width = Math.max(NARROWEST, widest.width - 1)
    else if (columns.length > 1) columns.pop()
    else break
  }
  return columns
}
