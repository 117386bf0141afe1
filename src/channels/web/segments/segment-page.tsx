import { useState } from 'react'
import type { ToolSuccess } from '../../../lib/tool-result.ts'
import { ApiProblem, request } from '../data/api.ts'
import { useMay } from '../data/use-overview.ts'
import { useResource } from '../data/use-resource.ts'
import { contactsLast } from '../customers/contacts-last.ts'
import { useTool } from '../data/use-tool.ts'
import { HowButton } from '../drawer/result-shelf.tsx'
import { Button } from '../parts/button.tsx'
import { Figure } from '../parts/figure.tsx'
import { PageTitle } from '../parts/page-title.tsx'
import { Panel } from '../parts/panel.tsx'
import { ProposalCard } from '../parts/proposal-card.tsx'
import { Failure, Loading, Notice } from '../parts/states.tsx'
import { navigate } from '../routing/location.ts'
import { ResultTableView } from '../tables/result-table.tsx'
import { showCell } from '../tables/show-cell.ts'
import { showRatio } from '../tables/show-minor.ts'
import { ToolResultView } from '../tables/tool-result-view.tsx'
import { useText } from '../text/use-text.ts'
import { filtersInWords } from './conditions.ts'
import { ExportDialog } from './export-dialog.tsx'
import { Overlap } from './overlap.tsx'
import type { SavedSegment } from './segments-page.tsx'

const LISTED = 50

/** One saved segment: who is in it now, what sets them apart, overlap, export, deletion. */
export default function SegmentPage({ segmentId }: { readonly segmentId: string }) {
  const { say, language, count, day } = useText()
  const mayExport = useMay('propose:action')
  const maySave = useMay('propose:segment')
  const [exporting, setExporting] = useState(false)
  const [deletion, setDeletion] = useState<string | null>(null)
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const segment = useResource<SavedSegment & { readonly size: number }>(segmentId, (signal) =>
    request(`/v1/segments/${segmentId}`, { signal }),
  )
  const whom = [{ field: 'segment', op: 'eq', value: segmentId }]
  const people = useTool<{ readonly matched: number }>(
    'find_customers',
    { filters: whom, limit: LISTED },
    { masked: true },
  )
  const apart = useTool('compare_segments', segment.data === null ? null : { a: whom })
  if (segment.problem !== null)
    return (
      <div className="card">
        <Failure problem={segment.problem} onRetry={segment.reload} />
      </div>
    )
  if (segment.data === null) return <Loading waited={segment.waited} lines={6} />
  const { name, filters, created_on: created, created_by: by, refresh } = segment.data
  const fact = (id: string) => people.data?.facts.find((one) => one.id === id) ?? null
  const share = fact('share_of_customers')?.value
  const revenue = fact('net_revenue_total')
  const propose = (): void => {
    request<{ readonly proposal: { readonly proposal_id: string } }>(`/v1/segments/${segmentId}`, { method: 'DELETE' })
      .then(({ proposal }) => setDeletion(proposal.proposal_id))
      .catch((error: unknown) => setProblem(ApiProblem.of(error)))
  }
  return (
    <div className="mx-auto flex w-full max-w-6xl flex-col gap-5">
      <PageTitle
        title={name}
        hint={`${filtersInWords(filters, { language, say })} · ${refresh === 'live' ? say('keptFresh') : say('fixedList')}`}
      >
        {filters !== null && (
          <Button
            icon="edit"
            onClick={() => navigate(`/segments/new?filters=${encodeURIComponent(JSON.stringify(filters))}`)}
          >
            {say('useAsStart')}
          </Button>
        )}
        {mayExport && (
          <Button icon="download" onClick={() => setExporting(true)}>
            {say('exportAudience')}
          </Button>
        )}
        {maySave && (
          <Button look="danger" onClick={propose}>
            {say('deleteSegment')}
          </Button>
        )}
      </PageTitle>
      {problem !== null && <Failure problem={problem} onRetry={propose} />}
      {deletion !== null && (
        <ProposalCard
          proposalId={deletion}
          onDecided={({ status }) => status === 'executed' && navigate('/segments')}
        />
      )}
      <div className="card grid grid-cols-2 gap-4 p-4 sm:grid-cols-4">
        <Figure label={say('customersNow')}>{people.data === null ? '…' : count(people.data.data.matched)}</Figure>
        <Figure label={say('shareOfShop')}>{typeof share === 'number' ? showRatio(share) : '–'}</Figure>
        <Figure label={say('netRevenue')}>
          {revenue === null ? '–' : showCell(revenue.value, revenue.unit, language)}
        </Figure>
        <Figure label={say('savedOn')} note={by}>
          <span className="text-lg">{day(created)}</span>
        </Figure>
      </div>
      <div className="grid items-start gap-5 lg:has-[>:nth-child(2)]:grid-cols-[minmax(0,1fr)_21rem]">
        <Panel
          title={say('whoThatIs')}
          resource={people}
          aside={(result) => <HowButton name="people" result={result} />}
        >
          {(result) =>
            result.table === null || result.table.rows.length === 0 ? (
              <Notice icon="people" title={say('nobodyFound')} />
            ) : (
              <ResultTableView table={contactsLast(result.table)} label={name} />
            )
          }
        </Panel>
        <Overlap whom={whom} size={people.data?.data.matched ?? null} except={segmentId} />
      </div>
      <Panel title={say('whatSetsApart')} resource={apart}>
        {(result) => (
          <ToolResultView
            name="apart"
            title={say('whatSetsApart')}
            result={named(result, { a: say('thisSegment'), b: say('everyoneElse') })}
            figures={0}
            tableFirst
            inHead
          />
        )}
      </Panel>
      {exporting && <ExportDialog name={name} whom={{ segment: segmentId }} onClose={() => setExporting(false)} />}
    </div>
  )
}

/** A result whose columns are called otherwise. */
const named = (result: ToolSuccess, names: Readonly<Record<string, string>>): ToolSuccess => ({
  ...result,
  table: result.table && {
    ...result.table,
    columns: result.table.columns.map((column) => ({ ...column, label: names[column.key] ?? column.label })),
  },
})
