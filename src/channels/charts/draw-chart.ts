import { TitleComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import type { FormatFigureOptions } from '../../lib/format-figure.ts'
import type { ResultChart, ResultTable } from '../../lib/tool-result.ts'
import { chartOptions } from './chart-options.ts'
import { CHART_PARTS } from './chart-parts.ts'
import { PALETTES, type ChartStyle } from './chart-style.ts'

use([...CHART_PARTS, TitleComponent])

/** Fonts with Chinese that systems have, before whatever else there is. */
export const CHART_FONTS =
  'Noto Sans CJK SC, Noto Sans SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, sans-serif'

const PAPER: ChartStyle = {
  accent: '#0a6155',
  ink: '#1c2321',
  quiet: '#58625e',
  line: '#e3e0d6',
  panel: '#ffffff',
  heat: ['#eaf2ee', '#0a6155'],
  palette: PALETTES.light,
  fontFamily: CHART_FONTS,
}
const WIDTH = 800
const HEIGHT = 420
const TITLE_HEIGHT = 44

/** A picture of a result's table as SVG, the same as the page draws, on white and with its title. */
export function drawChart(table: ResultTable, chart: ResultChart, title: string, reader: FormatFigureOptions): string {
  const drawing = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height: HEIGHT })
  try {
    const options = chartOptions(table, chart, { reader, style: PAPER, width: WIDTH })
    drawing.setOption(belowTitle(options))
    drawing.setOption({ title: { text: title, left: 12, top: 10, textStyle: { color: PAPER.ink, fontSize: 16 } } })
    return drawing.renderToSVGString()
  } finally {
    drawing.dispose()
  }
}

/** Everything that is placed from the top, moved down by the height of a title. */
function belowTitle(options: ReturnType<typeof chartOptions>): ReturnType<typeof chartOptions> {
  const lower = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(lower)
    if (typeof part !== 'object' || part === null || !('top' in part) || typeof part.top !== 'number') return part
    return { ...part, top: part.top + TITLE_HEIGHT }
  }
  const { grid, legend, series } = options
  return { ...options, grid: lower(grid), legend: lower(legend), series: lower(series) }
}
