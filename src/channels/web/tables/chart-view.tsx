import { init, use } from 'echarts/core'
import { useEffect, useRef } from 'react'
import type { ResultChart, ResultTable } from '../../../lib/tool-result.ts'
import { chartOptions } from '../../charts/chart-options.ts'
import { CHART_PARTS } from '../../charts/chart-parts.ts'
import { labelsOf } from '../data/labels.ts'
import { useTheme } from '../shell/theme.ts'
import { useText } from '../text/use-text.ts'
import { chartStyle } from './chart-style.ts'

use(CHART_PARTS)

export interface ChartViewProps {
  readonly table: ResultTable
  readonly chart: ResultChart
  /** What the picture says, for those who do not see it. */
  readonly label: string
}

export default function ChartView({ table, chart, label }: ChartViewProps) {
  const { language } = useText()
  const theme = useTheme()
  const element = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (element.current === null) return undefined
    const drawing = init(element.current, null, { renderer: 'svg' })
    const reader = { language, labels: labelsOf(language) }
    drawing.setOption(chartOptions(table, chart, { reader, style: chartStyle(), width: element.current.clientWidth }))
    const watcher = new ResizeObserver(() => drawing.resize())
    watcher.observe(element.current)
    return () => {
      watcher.disconnect()
      drawing.dispose()
    }
  }, [table, chart, language, theme])
  return (
    <div role="img" aria-label={label}>
      <div ref={element} className="h-72 w-full" aria-hidden="true" />
    </div>
  )
}
