const FEW_ROWS = 100

/** How often neighbours of a column rise, fall and stay the same. */
function steps(cells: readonly string[]): { readonly rises: number; readonly falls: number; readonly same: number } {
  let [rises, falls, same] = [0, 0, 0]
  let before = cells[0] ?? ''
  for (const cell of cells.slice(1)) {
    if (cell > before) rises += 1
    else if (cell < before) falls += 1
    else same += 1
    before = cell
  }
  return { rises, falls, same }
}

const isMixed = (cells: readonly string[]): boolean => {
  const { rises, falls } = steps(cells)
  return Math.min(rises, falls) * 4 > rises + falls
}

/**
 * Whether the lines of orders lie apart in a file: orders come back more often than they go on, or next to no line follows
 * one of its own order and neither ids nor dates come in any direction.
 *
 * @param ids - orders of the first rows
 * @param dates - of the same rows as written; empty when the file has none
 */
export function isScattered(ids: readonly string[], dates: readonly string[]): boolean {
  if (ids.length < FEW_ROWS) return false
  const adjacent = steps(ids).same
  const again = ids.length - adjacent - new Set(ids).size
  if (again > adjacent && again * 50 > ids.length) return true
  return adjacent * 50 < ids.length && isMixed(ids) && (dates.length === 0 || isMixed(dates))
}
