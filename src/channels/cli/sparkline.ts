const BLOCKS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█']

/**
 * A series as one line of blocks from its lowest to its highest value; a gap where a value is not known. A series of more points than
 * columns is drawn by the means of equal stretches.
 *
 * @example sparkline([1, 2, null, 4], 40) // => '▁▃ █'
 */
export function sparkline(values: readonly (number | null)[], columns: number): string {
  const points = values.length <= columns ? values : stretches(values, columns)
  const known = points.filter((value) => value !== null)
  const lowest = Math.min(...known)
  const range = Math.max(...known) - lowest
  return points
    .map((value) => {
      if (value === null) return ' '
      return BLOCKS[range === 0 ? 3 : Math.round(((value - lowest) / range) * (BLOCKS.length - 1))]
    })
    .join('')
}

function stretches(values: readonly (number | null)[], columns: number): (number | null)[] {
  return Array.from({ length: columns }, (_, column) => {
    const from = Math.floor((column * values.length) / columns)
    const known = values
      .slice(from, Math.floor(((column + 1) * values.length) / columns))
      .filter((value) => value !== null)
    return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length
  })
}
