import { useState } from 'react'
import { ApiProblem, request } from '../data/api.ts'
import { contactsLast } from '../customers/contacts-last.ts'
import { useTool } from '../data/use-tool.ts'
import { HowButton } from '../drawer/result-shelf.tsx'
import { Button } from '../parts/button.tsx'
import { Figure } from '../parts/figure.tsx'
import { PageTitle } from '../parts/page-title.tsx'
import { Panel } from '../parts/panel.tsx'
import { ProposalCard } from '../parts/proposal-card.tsx'
import { Notice } from '../parts/states.tsx'
import { navigate, setQuery, useAddress } from '../routing/location.ts'
import { ResultTableView } from '../tables/result-table.tsx'
import { showRatio } from '../tables/show-minor.ts'
import { showCell } from '../tables/show-cell.ts'
import { useText } from '../text/use-text.ts'
import { ConditionRow } from './condition-row.tsx'
import type { Condition } from './conditions.ts'
import { Overlap } from './overlap.tsx'

const PREVIEWED = 20
const FIRST: Condition = { field: 'lifecycle', op: 'eq', value: 'at_risk' }

/** Puts a segment together condition by condition and shows at once who that is. The address holds the conditions. */
export default function BuilderPage() {
  const { say, language, count } = useText()
  const { query } = useAddress()
  const conditions = readConditions(query.get('filters'))
  const complete = conditions.filter(({ value }) => value !== undefined && value !== '')
  const found = useTool<{ readonly matched: number }>(
    'find_customers',
    complete.length === 0 ? null : { filters: complete, limit: PREVIEWED },
    { masked: true },
  )
  const change = (next: readonly Condition[]): void => setQuery({ filters: JSON.stringify(next) })
  const fact = (id: string) => found.data?.facts.find((one) => one.id === id) ?? null
  const share = fact('share_of_customers')?.value
  const revenue = fact('net_revenue_total')
  return (
    <div className="mx-auto flex w-full max-w-6xl flex-col gap-5">
      <PageTitle title={say('newSegment')} hint={say('builderHint')} />
      <section aria-label={say('conditions')} className="card flex flex-col gap-2 p-4">
        <ol className="flex flex-col gap-2">
          {conditions.map((condition, at) => (
            <ConditionRow
              // Conditions are told apart by their place: they have no other name.
              key={at}
              first={at === 0}
              condition={condition}
              onChange={(changed) => change(conditions.map((one, index) => (index === at ? changed : one)))}
              onRemove={conditions.length === 1 ? null : () => change(conditions.filter((_, index) => index !== at))}
            />
          ))}
        </ol>
        <div>
          <Button
            look="quiet"
            icon="plus"
            onClick={() => change([...conditions, { field: 'value_tier', op: 'eq', value: 'high' }])}
          >
            {say('addCondition')}
          </Button>
        </div>
      </section>
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_21rem]">
        <Panel
          title={say('whoThatIs')}
          resource={found}
          aside={(result) => <HowButton name="builder" result={result} />}
          lines={6}
        >
          {(result) => (
            <>
              <div className="grid grid-cols-2 gap-4 border-b border-line p-4 sm:grid-cols-3" aria-live="polite">
                <Figure label={say('customers')}>{count(result.data.matched)}</Figure>
                <Figure label={say('shareOfShop')}>{typeof share === 'number' ? showRatio(share) : '–'}</Figure>
                <Figure label={say('netRevenue')}>
                  {revenue === null ? '–' : showCell(revenue.value, revenue.unit, language)}
                </Figure>
              </div>
              {result.table === null || result.table.rows.length === 0 ? (
                <Notice icon="people" title={say('nobodyFound')}>
                  {say('nobodyMeets')}
                </Notice>
              ) : (
                <ResultTableView table={contactsLast(result.table)} label={say('whoThatIs')} />
              )}
            </>
          )}
        </Panel>
        <div className="flex flex-col gap-5">
          <SaveForm conditions={complete} size={found.data?.data.matched ?? 0} />
          <Overlap whom={complete} size={found.data?.data.matched ?? null} />
        </div>
      </div>
    </div>
  )
}

function SaveForm({ conditions, size }: { readonly conditions: readonly Condition[]; readonly size: number }) {
  const { say } = useText()
  const [proposal, setProposal] = useState<string | null>(null)
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const save = (name: string): void => {
    setProblem(null)
    request<{ readonly proposal: { readonly proposal_id: string } }>('/v1/segments', {
      body: { name, filters: conditions },
    })
      .then((saved) => setProposal(saved.proposal.proposal_id))
      .catch((error: unknown) => setProblem(ApiProblem.of(error)))
  }
  if (proposal !== null)
    return (
      <ProposalCard
        proposalId={proposal}
        onDecided={({ status, outcome }) => {
          const id = (outcome as { readonly segment_id?: string } | null)?.segment_id
          if (status === 'executed' && id !== undefined) navigate(`/segments/${id}`)
        }}
      />
    )
  return (
    <form
      className="card flex flex-col gap-3 p-4 text-sm"
      onSubmit={(event) => {
        event.preventDefault()
        save(String(new FormData(event.currentTarget).get('name') ?? '').trim())
      }}
    >
      <label className="flex flex-col gap-1">
        <span className="font-semibold">{say('segmentName')}</span>
        <input name="name" required maxLength={120} className="field" placeholder={say('segmentNameHint')} />
      </label>
      <p className="text-quiet">{say('saveHint')}</p>
      {problem !== null && (
        <p role="alert" className="text-bad">
          {problem.sentences}
        </p>
      )}
      <Button look="primary" type="submit" className="justify-center" disabled={size === 0}>
        {say('propose')}
      </Button>
    </form>
  )
}

function readConditions(text: string | null): readonly Condition[] {
  if (text === null) return [FIRST]
  try {
    const value: unknown = JSON.parse(text)
    if (Array.isArray(value) && value.length > 0) return value as Condition[]
  } catch {
    // An address that somebody cut short begins the builder anew.
  }
  return [FIRST]
}
