import { init, use } from 'echarts/core'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { ResultChart, ResultTable } from '../../../lib/tool-result.ts'
import { chartHeight } from '../../charts/chart-height.ts'
import { chartOptions } from '../../charts/chart-options.ts'
import { CHART_PARTS } from '../../charts/chart-parts.ts'
import { labelsOf } from '../data/labels.ts'
import { whenIdle } from '../data/when-idle.ts'
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
  const [drawn, setDrawn] = useState(false)
  useLayoutEffect(() => {
    const place = element.current
    if (place === null) return
    const reader = { language, labels: labelsOf(language) }
    place.style.height = `${chartHeight(table, chart, { reader, width: place.clientWidth })}px`
  }, [table, chart, language])
  useEffect(() => {
    const place = element.current
    if (place === null) return undefined
    let putAway = (): void => {}
    // Words come first: drawing holds up everything else for some frames.
    const callOff = whenIdle(() => {
      const drawing = init(place, null, { renderer: 'svg' })
      const reader = { language, labels: labelsOf(language) }
      drawing.setOption(chartOptions(table, chart, { reader, style: chartStyle(), width: place.clientWidth }))
      setDrawn(true)
      const watcher = new ResizeObserver(() => drawing.resize())
      watcher.observe(place)
      putAway = () => {
        watcher.disconnect()
        drawing.dispose()
      }
    })
    return () => {
      callOff()
      putAway()
    }
  }, [table, chart, language, theme])
  return (
    <div role="img" aria-label={label} aria-busy={!drawn}>
      <div ref={element} className="w-full" aria-hidden="true" />
    </div>
  )
}
