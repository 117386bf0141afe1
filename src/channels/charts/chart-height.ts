import type { ResultChart, ResultTable } from '../../lib/tool-result.ts'
import { liesDown, type ChartFrame } from './chart-options.ts'

const USUAL = 270
/** Pixels that a name needs, so that none is left out for want of room. */
const PER_ROW = 20
const AXIS = 44

/** How tall a chart has to be, in pixels: where names stand below each other, as tall as they are many. */
export function chartHeight(table: ResultTable, chart: ResultChart, frame: Omit<ChartFrame, 'style'>): number {
  const hasRows = chart.type === 'heatmap' || liesDown(table, chart, frame)
  return hasRows ? Math.max(USUAL, table.rows.length * PER_ROW + AXIS) : USUAL
}
