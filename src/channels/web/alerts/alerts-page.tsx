import { useState } from 'react'
import { ApiProblem, request } from '../data/api.ts'
import { useMay } from '../data/use-overview.ts'
import { useTool } from '../data/use-tool.ts'
import { HowButton } from '../drawer/result-shelf.tsx'
import { Button } from '../parts/button.tsx'
import { Chip } from '../parts/chip.tsx'
import { PageTitle } from '../parts/page-title.tsx'
import { Panel } from '../parts/panel.tsx'
import { ProposalCard } from '../parts/proposal-card.tsx'
import { Failure, Notice } from '../parts/states.tsx'
import { Link } from '../routing/link.tsx'
import { useText } from '../text/use-text.ts'
import { BriefPanel } from './brief-panel.tsx'
import { NewAlert } from './new-alert.tsx'

interface AlertsData {
  readonly rules: readonly {
    readonly alert_id: string
    readonly name: string
    readonly rule: string
    readonly created_on: string
    readonly fired: number
    readonly open: number
  }[]
  readonly alerts: readonly {
    readonly alert_id: string
    readonly name: string
    readonly customer_id: string | null
    readonly fired_at: string
    readonly value: number | null
    readonly before: number | null
    readonly open: boolean
  }[]
}

/** What is watched, what fired, and the brief of the day. */
export default function AlertsPage() {
  const { say, day, count, moment } = useText()
  const mayPropose = useMay('propose:segment')
  const state = useTool<AlertsData>('list_alerts', {})
  const [proposal, setProposal] = useState<string | null>(null)
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const [adding, setAdding] = useState(false)
  const stop = (id: string): void => {
    setProblem(null)
    request<{ readonly proposal: { readonly proposal_id: string } }>(`/v1/alerts/${id}`, { method: 'DELETE' })
      .then((body) => setProposal(body.proposal.proposal_id))
      .catch((error: unknown) => setProblem(ApiProblem.of(error)))
  }
  return (
    <div className="mx-auto flex w-full max-w-6xl flex-col gap-5">
      <PageTitle title={say('alerts')} hint={say('alertsHint')}>
        {mayPropose && (
          <Button look="primary" icon="plus" onClick={() => setAdding(true)}>
            {say('newAlert')}
          </Button>
        )}
      </PageTitle>
      {problem !== null && <Failure problem={problem} onRetry={() => setProblem(null)} />}
      {proposal !== null && <ProposalCard key={proposal} proposalId={proposal} onDecided={state.reload} />}
      {adding && (
        <NewAlert
          onClose={() => setAdding(false)}
          onProposed={(id) => {
            setAdding(false)
            setProposal(id)
          }}
        />
      )}
      <BriefPanel />
      <Panel title={say('watched')} resource={state} aside={(result) => <HowButton name="alerts" result={result} />}>
        {({ data }) =>
          data.rules.length === 0 ? (
            <Notice icon="bell" title={say('nothingWatched')}>
              {say('nothingWatchedHint')}
            </Notice>
          ) : (
            <ul className="divide-y divide-line text-sm">
              {data.rules.map((rule) => (
                <li key={rule.alert_id} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2.5">
                  <div className="min-w-0 grow basis-64">
                    <p className="font-medium">{rule.name}</p>
                    <p className="text-quiet">
                      {rule.rule} · {say('since', { day: day(rule.created_on) })}
                    </p>
                  </div>
                  <Chip tone={rule.open > 0 ? 'warn' : 'plain'}>
                    {rule.fired === 0
                      ? say('nothingFired')
                      : say('firedTimes', { fired: count(rule.fired), open: count(rule.open) })}
                  </Chip>
                  {mayPropose && (
                    <Button look="quiet" icon="close" onClick={() => stop(rule.alert_id)}>
                      {say('stopWatching')}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Panel>
      <Panel title={say('firedLately')} resource={state}>
        {({ data }) =>
          data.alerts.length === 0 ? (
            <Notice icon="check" title={say('nothingFired')} />
          ) : (
            <ul className="divide-y divide-line text-sm">
              {data.alerts.map((alert) => (
                <li
                  key={`${alert.alert_id} ${alert.fired_at} ${alert.customer_id}`}
                  className="flex flex-wrap items-baseline gap-x-4 px-4 py-2"
                >
                  <span className="font-medium">{alert.name}</span>
                  {alert.customer_id !== null && (
                    <Link to={`/customers/${alert.customer_id}`} className="text-accent hover:underline">
                      {alert.customer_id}
                    </Link>
                  )}
                  {alert.value !== null && (
                    <span className="tabular text-quiet">
                      {alert.before === null ? '' : `${alert.before.toFixed(2)} → `}
                      {alert.value.toFixed(2)}
                    </span>
                  )}
                  {alert.open && <Chip tone="warn">{say('stillHolds')}</Chip>}
                  <time dateTime={alert.fired_at} className="tabular ms-auto text-xs text-quiet">
                    {moment(alert.fired_at)}
                  </time>
                </li>
              ))}
            </ul>
          )
        }
      </Panel>
    </div>
  )
}
