import { request } from '../data/api.ts'
import { useResource } from '../data/use-resource.ts'
import { Button } from '../parts/button.tsx'
import { PageTitle } from '../parts/page-title.tsx'
import { ProposalView, type Proposal } from '../parts/proposal-card.tsx'
import { Failure, Loading, Notice } from '../parts/states.tsx'
import { setQuery, useAddress } from '../routing/location.ts'
import { useText } from '../text/use-text.ts'

/** Everything with an effect, waiting for somebody's word; decided ones on request. */
export default function ApprovalsPage() {
  const { say, language } = useText()
  const { query } = useAddress()
  const all = query.get('show') === 'all'
  const resource = useResource<{ readonly proposals: readonly Proposal[] }>(`${language} ${String(all)}`, (signal) =>
    request(`/v1/approvals${all ? '?status=all' : ''}`, { signal }),
  )
  const { data, problem, waited, reload } = resource
  return (
    <div className="mx-auto w-full max-w-6xl">
      <PageTitle title={say('approvals')} hint={say('approvalsHint')}>
        <Button aria-pressed={all} onClick={() => setQuery({ show: all ? null : 'all' })}>
          {all ? say('onlyWaiting') : say('decidedToo')}
        </Button>
      </PageTitle>
      {problem !== null ? (
        <div className="card max-w-215">
          <Failure problem={problem} onRetry={reload} />
        </div>
      ) : data === null ? (
        <Loading waited={waited} />
      ) : data.proposals.length === 0 ? (
        <div className="card max-w-215">
          <Notice icon="inbox" title={say('nothingWaits')}>
            {say('nothingWaitsHint')}
          </Notice>
        </div>
      ) : (
        <ul className="flex max-w-215 flex-col gap-3">
          {data.proposals.map((proposal) => (
            <li key={proposal.proposal_id + proposal.status}>
              <ProposalView proposal={proposal} onChanged={reload} />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
