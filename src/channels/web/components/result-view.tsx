import { lazy, Suspense, useState } from 'react'
import type { ResultChart, ResultTable } from '../../../lib/tool-result.ts'
import { useText } from '../text/use-text.ts'
import { downloadCsv } from '../download-csv.ts'
import { ResultTableView } from './result-table.tsx'

const ChartView = lazy(() => import('./chart-view.tsx'))

export interface ResultViewProps {
  readonly table: ResultTable & { readonly title: string; readonly result_id: string }
  readonly chart: ResultChart | null
}

/** One result as a table, with its picture beside it when there are enough points to draw. */
export function ResultView({ table, chart }: ResultViewProps) {
  const { say } = useText()
  const drawable = chart !== null && table.rows.length >= 3
  const [view, setView] = useState<'table' | 'chart'>(drawable ? 'chart' : 'table')
  const tab = (name: 'table' | 'chart') =>
    `rounded px-2 py-0.5 ${view === name ? 'bg-accent-soft text-accent' : 'text-quiet hover:text-ink'}`
  return (
    <section aria-label={table.title} className="overflow-hidden rounded-lg border border-line bg-panel">
      <div className="flex items-center gap-2 border-b border-line px-3 py-1.5 text-sm">
        <h2 className="truncate font-medium">{table.title}</h2>
        <span className="flex-1" />
        {drawable && (
          <>
            <button
              type="button"
              aria-pressed={view === 'chart'}
              className={tab('chart')}
              onClick={() => setView('chart')}
            >
              {say('chart')}
            </button>
            <button
              type="button"
              aria-pressed={view === 'table'}
              className={tab('table')}
              onClick={() => setView('table')}
            >
              {say('table')}
            </button>
          </>
        )}
        <button type="button" className="px-2 py-0.5 text-quiet hover:text-ink" onClick={() => downloadCsv(table)}>
          {say('downloadCsv')}
        </button>
      </div>
      {view === 'chart' && chart !== null ? (
        <Suspense fallback={<div className="h-72" />}>
          <ChartView table={table} chart={chart} label={table.title} />
        </Suspense>
      ) : (
        <ResultTableView table={table} />
      )}
    </section>
  )
}
