import { useState } from 'react'
import { ApiProblem, request } from '../data/api.ts'
import { useOverview } from '../data/use-overview.ts'
import { useResource } from '../data/use-resource.ts'
import { labelIn } from '../data/labels.ts'
import { useText } from '../text/use-text.ts'
import { Button } from './button.tsx'
import { Chip, type Tone } from './chip.tsx'
import { ReviseForm } from './revise-form.tsx'
import { Failure, Loading } from './states.tsx'

export interface Proposal {
  readonly proposal_id: string
  readonly action: string
  readonly args: Readonly<Record<string, unknown>>
  readonly preview: string
  readonly hash: string
  readonly status: string
  readonly proposed_by: string
  readonly created_at: string
  readonly expires_at: string
  readonly decided_by: string | null
  readonly decided_at: string | null
  readonly note: string | null
  readonly outcome: unknown
  readonly may_approve: boolean
  readonly why_not: string | null
}

const TONES: Readonly<Record<string, Tone>> = {
  proposed: 'warn',
  executed: 'good',
  rejected: 'plain',
  expired: 'plain',
  failed: 'bad',
}

export interface ProposalCardProps {
  readonly proposalId: string
  /** Told when it was decided, with what became of it. */
  readonly onDecided?: (proposal: Proposal) => void
}

/** One thing that waits for a decision: what would really happen, and approve, edit or reject. */
export function ProposalCard({ proposalId, onDecided }: ProposalCardProps) {
  const { language } = useText()
  const [id, setId] = useState(proposalId)
  const resource = useResource<Proposal>(`${id} ${language}`, (signal) => request(`/v1/approvals/${id}`, { signal }))
  if (resource.problem !== null) return <Failure problem={resource.problem} onRetry={resource.reload} />
  if (resource.data === null) return <Loading waited={resource.waited} />
  return (
    <ProposalView
      key={resource.data.proposal_id + resource.data.status}
      proposal={resource.data}
      onChanged={(changed) => {
        if (changed.proposal_id === id) resource.reload()
        else setId(changed.proposal_id)
        if (changed.status !== 'proposed') onDecided?.(changed)
      }}
    />
  )
}

export function ProposalView({
  proposal,
  onChanged,
}: {
  readonly proposal: Proposal
  readonly onChanged: (proposal: Proposal) => void
}) {
  const { say, language, moment } = useText()
  const { refresh } = useOverview()
  const [busy, setBusy] = useState(false)
  const [editing, setEditing] = useState(false)
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const send = async (
    path: 'approve' | 'reject' | 'revise',
    more: Readonly<Record<string, unknown>> = {},
  ): Promise<void> => {
    setBusy(true)
    setProblem(null)
    try {
      const changed = await request<Proposal>(`/v1/approvals/${proposal.proposal_id}/${path}`, {
        body: { hash: proposal.hash, ...more },
      })
      setEditing(false)
      onChanged(changed)
      refresh()
    } catch (error) {
      setProblem(ApiProblem.of(error))
    } finally {
      setBusy(false)
    }
  }
  const waits = proposal.status === 'proposed'
  return (
    <article className={`card p-4 ${waits ? 'border-line-strong' : ''}`}>
      <div className="flex flex-wrap items-center gap-2">
        <Chip tone={TONES[proposal.status] ?? 'plain'}>{say(`status_${proposal.status}` as 'status_proposed')}</Chip>
        <span className="text-sm font-medium">{labelIn('action', proposal.action, language)}</span>
        <span className="ms-auto text-xs text-quiet">{moment(proposal.created_at)}</span>
      </div>
      <p className="mt-2">{proposal.preview}</p>
      <p className="mt-1 text-xs text-quiet">
        {say('proposedBy', { who: proposal.proposed_by })}
        {waits && ` · ${say('expires', { when: moment(proposal.expires_at) })}`}
        {proposal.decided_by !== null && proposal.decided_at !== null && (
          <> · {say('decidedBy', { who: proposal.decided_by, when: moment(proposal.decided_at) })}</>
        )}
        {proposal.note !== null && <> · {proposal.note}</>}
      </p>
      {editing && (
        <ReviseForm
          args={proposal.args}
          busy={busy}
          onCancel={() => setEditing(false)}
          onSave={(args) => void send('revise', { args })}
        />
      )}
      {waits && !editing && (
        <div className="mt-3 flex flex-wrap items-center gap-2">
          {proposal.may_approve && (
            <Button look="primary" icon="check" disabled={busy} onClick={() => void send('approve')}>
              {say('approve')}
            </Button>
          )}
          <Button icon="edit" disabled={busy} onClick={() => setEditing(true)}>
            {say('edit')}
          </Button>
          <Button look="danger" disabled={busy} onClick={() => void send('reject')}>
            {say('reject')}
          </Button>
          {proposal.why_not !== null && <span className="text-sm text-quiet">{proposal.why_not}</span>}
        </div>
      )}
      {problem !== null && (
        <p role="alert" className="mt-2 text-sm text-bad">
          {problem.sentences}
        </p>
      )}
    </article>
  )
}
