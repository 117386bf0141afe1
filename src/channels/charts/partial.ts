import type { Cell, ResultChart, ResultTable } from '../../lib/tool-result.ts'

/** Rows whose stretch of time the facts do not cover whole. */
export const partialPlaces = (table: ResultTable, { x, partial = [] }: ResultChart): readonly number[] =>
  table.rows.flatMap((row, place) => (partial.includes(String(row[x])) ? [place] : []))

/** Makes the line to and from such rows a dashed one, by dashes in the colour of the ground. */
export function dashesOver(values: readonly Cell[], places: readonly number[], ground: string): object {
  const ends = [...new Set(places.flatMap((place) => [place, place + 1]))].filter(
    (end) => typeof values[end - 1] === 'number' && typeof values[end] === 'number',
  )
  if (ends.length === 0) return {}
  return {
    markLine: {
      silent: true,
      symbol: 'none',
      label: { show: false },
      lineStyle: { type: [4, 5], color: ground, width: 4, opacity: 1 },
      data: ends.map((end) => [{ coord: [end - 1, values[end - 1]] }, { coord: [end, values[end]] }]),
    },
  }
}
