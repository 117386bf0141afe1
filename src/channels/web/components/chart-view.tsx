import { BarChart, FunnelChart, HeatmapChart, LineChart, PieChart, ScatterChart } from 'echarts/charts'
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent, VisualMapComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import type { ResultChart, ResultTable } from '../../../lib/tool-result.ts'
import { chartOptions } from '../chart-options.ts'
import { useText } from '../text/use-text.ts'

use([
  BarChart,
  LineChart,
  PieChart,
  ScatterChart,
  HeatmapChart,
  FunnelChart,
  GridComponent,
  TooltipComponent,
  LegendComponent,
  VisualMapComponent,
  AriaComponent,
  SVGRenderer,
])

export interface ChartViewProps {
  readonly table: ResultTable
  readonly chart: ResultChart
  /** Stands in until the drawing describes itself from its data. */
  readonly label: string
}

export default function ChartView({ table, chart, label }: ChartViewProps) {
  const { language } = useText()
  const element = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (element.current === null) return undefined
    const drawing = init(element.current, null, { renderer: 'svg' })
    drawing.setOption(chartOptions(table, chart, language))
    const watcher = new ResizeObserver(() => drawing.resize())
    watcher.observe(element.current)
    return () => {
      watcher.disconnect()
      drawing.dispose()
    }
  }, [table, chart, language])
  return <div ref={element} className="h-72 w-full" role="img" aria-label={label} />
}
