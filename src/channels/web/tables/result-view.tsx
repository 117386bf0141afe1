import { lazy, Suspense, use, useRef, useState, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import type { ResultChart, ResultTable } from '../../../lib/tool-result.ts'
import { labelsOf } from '../data/labels.ts'
import { Button } from '../parts/button.tsx'
import { PanelHead } from '../parts/panel.tsx'
import { useText } from '../text/use-text.ts'
import { copyTable } from './copy-table.ts'
import { CHART_WORDS } from '../../charts/chart-words.ts'
import { describeChart } from '../../charts/describe-chart.ts'
import { downloadCsv } from './download-csv.ts'
import { downloadPng } from './download-png.ts'
import { partialPlaces } from '../../charts/partial.ts'
import { ResultTableView, type ResultTableProps } from './result-table.tsx'

export const loadCharts = () => import('./chart-view.tsx')
const ChartView = lazy(loadCharts)

export interface ResultViewProps {
  readonly title: string
  readonly table: ResultTable
  readonly chart: ResultChart | null
  readonly renderCell?: ResultTableProps['renderCell']
  /** More buttons for the head. */
  readonly actions?: ReactNode
  /** Begins as a table even where a chart could be drawn. */
  readonly tableFirst?: boolean
  /** Inside a panel that has the title and the border already. */
  readonly flat?: boolean
  /** Its buttons stand in the head of that panel. */
  readonly inHead?: boolean
}

const FEWEST_POINTS = 3

/** Names too long to stand beside a bar. */
const LONGEST_NAME = 48
const hasSentences = (table: ResultTable, key: string): boolean =>
  table.rows.some((row) => typeof row[key] === 'string' && row[key].length > LONGEST_NAME)

/** One result as a table, with its picture beside it when there are enough points to draw. */
export function ResultView({
  title,
  table,
  chart,
  renderCell,
  actions,
  tableFirst = false,
  flat = false,
  inHead = false,
}: ResultViewProps) {
  const { say, language } = useText()
  const drawable = chart !== null && table.rows.length >= FEWEST_POINTS
  const readFirst = tableFirst || (chart !== null && hasSentences(table, chart.x))
  const [view, setView] = useState<'table' | 'chart'>(drawable && !readFirst ? 'chart' : 'table')
  // Inside a panel the panel is the landmark.
  const Frame = flat ? 'div' : 'section'
  const partial = chart === null ? [] : partialPlaces(table, chart)
  const picture = useRef<HTMLDivElement>(null)
  const tab = (name: 'table' | 'chart') =>
    `rounded-md px-2.5 py-1 text-xs ${view === name ? 'bg-accent-soft font-medium text-accent' : 'text-quiet hover:text-ink'}`
  const shown = drawable && view === 'chart' ? 'chart' : 'table'
  const tools = (
    <>
      {drawable && (
        <span className="flex gap-1 max-sm:-ms-2.5 max-sm:me-auto" role="group" aria-label={say('view')}>
          {(['chart', 'table'] as const).map((name) => (
            <button
              key={name}
              type="button"
              aria-pressed={view === name}
              className={tab(name)}
              onClick={() => setView(name)}
            >
              {say(name)}
            </button>
          ))}
        </span>
      )}
      <span className="no-print flex max-sm:ms-auto">
        <Button look="quiet" icon="copy" bare={say('copyTable')} onClick={() => void copyTable(table, language)} />
        <Button
          look="quiet"
          icon="download"
          bare={say('downloadCsv')}
          onClick={() => downloadCsv({ ...table, title })}
        />
        {shown === 'chart' && (
          <Button
            look="quiet"
            icon="picture"
            bare={say('downloadPng')}
            onClick={() => void downloadPng(picture.current, title)}
          />
        )}
        {actions}
      </span>
    </>
  )
  const head = use(PanelHead)
  return (
    <Frame {...(flat ? {} : { 'aria-label': title })} className={flat ? 'min-w-0' : 'card min-w-0 overflow-hidden'}>
      {inHead ? (
        <>
          <h3 className="sr-only">{title}</h3>
          {head !== null && createPortal(tools, head)}
        </>
      ) : (
        <div
          className={`flex flex-wrap items-center gap-x-1 ps-4 pe-2 py-1 text-sm ${flat ? '' : 'border-b border-line'}`}
        >
          <h3 className={flat ? 'sr-only' : 'me-auto min-w-0 py-1 font-medium max-sm:w-full'}>{title}</h3>
          {flat && <span className="me-auto max-sm:hidden" />}
          {tools}
        </div>
      )}
      {shown === 'chart' && chart !== null ? (
        <div ref={picture} className="px-2 pb-2">
          <Suspense fallback={<div className="skeleton m-2 h-72" aria-busy="true" />}>
            <ChartView
              table={table}
              chart={chart}
              label={describeChart(table, chart, title, { language, labels: labelsOf(language) })}
            />
          </Suspense>
          {partial.length > 0 && (
            <p className="px-2 pb-1 text-xs text-quiet" aria-hidden="true">
              {CHART_WORDS[language].partial(partial.map((place) => String(table.rows[place]?.[chart.x])))}
            </p>
          )}
        </div>
      ) : (
        <ResultTableView table={table} label={title} {...(renderCell === undefined ? {} : { renderCell })} />
      )}
    </Frame>
  )
}
