import { useEffect, useState } from 'react'
import { ApiProblem, callTool } from '../data/api.ts'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Figure } from '../parts/figure.tsx'
import { ProposalCard } from '../parts/proposal-card.tsx'
import { Failure, Loading } from '../parts/states.tsx'
import { useText } from '../text/use-text.ts'

interface Audience {
  readonly audience_id: string | null
  readonly size: number
  readonly recipients: number
  readonly holdout: { readonly size: number }
  readonly left_out_for_consent: number
}

const FORMATS = ['klaviyo', 'meta', 'csv'] as const
const CHANNELS = ['email', 'sms'] as const
type Format = (typeof FORMATS)[number]

export interface ExportDialogProps {
  readonly name: string
  /** Whom: arguments of `build_audience`. */
  readonly whom: Readonly<Record<string, unknown>>
  readonly threadId?: string
  readonly onClose: () => void
}

/**
 * Takes customers out for another program: how many there are, how many drop out for lack of consent, then a proposal that
 * somebody approves, and only then a file.
 */
export function ExportDialog({ name, whom, threadId, onClose }: ExportDialogProps) {
  const { say, count } = useText()
  const [format, setFormat] = useState<Format>('klaviyo')
  const [channel, setChannel] = useState<(typeof CHANNELS)[number]>('email')
  const [audience, setAudience] = useState<Audience | null>(null)
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const [proposal, setProposal] = useState<string | null>(null)
  const [approved, setApproved] = useState(false)
  const [round, setRound] = useState(0)
  const inThread = threadId === undefined ? {} : { threadId }
  const fail = (error: unknown): void => setProblem(ApiProblem.of(error))
  useEffect(() => {
    const stop = new AbortController()
    setAudience(null)
    setProblem(null)
    callTool<Audience>(
      'build_audience',
      { ...whom, name, channel, holdout_share: 0 },
      { ...inThread, signal: stop.signal },
    )
      .then(({ data }) => setAudience(data))
      .catch((error: unknown) => {
        if (!stop.signal.aborted) fail(error)
      })
    return () => stop.abort()
  }, [channel, round])
  const propose = (): void => {
    callTool<{ readonly proposal: { readonly proposal_id: string } }>(
      'export_audience',
      { audience_id: audience?.audience_id, format },
      inThread,
    )
      .then(({ data }) => setProposal(data.proposal.proposal_id))
      .catch(fail)
  }
  const pick = <Value extends string>(
    label: string,
    values: readonly Value[],
    value: Value,
    onPick: (value: Value) => void,
  ) => (
    <fieldset className="flex flex-wrap items-center gap-x-4 gap-y-1">
      <legend className="eyebrow pb-1">{label}</legend>
      {values.map((one) => (
        <label key={one} className="flex items-center gap-1.5 py-1">
          <input type="radio" className="accent-accent" checked={one === value} onChange={() => onPick(one)} />
          {say(`format_${one}` as 'format_csv')}
        </label>
      ))}
    </fieldset>
  )
  return (
    <Dialog title={say('exportOf', { name })} onClose={onClose}>
      <div className="flex flex-col gap-4 text-sm">
        {proposal === null && (
          <>
            {pick(say('forProgram'), FORMATS, format, setFormat)}
            {pick(say('byChannel'), CHANNELS, channel, setChannel)}
          </>
        )}
        {problem !== null ? (
          <Failure problem={problem} onRetry={() => setRound(round + 1)} />
        ) : audience === null ? (
          <Loading waited={200} lines={2} />
        ) : (
          <div className="grid grid-cols-2 gap-4 rounded-lg bg-sunken p-4">
            <Figure label={say('willExport')}>{count(audience.recipients)}</Figure>
            <Figure label={say('leftOutForConsent')}>{count(audience.left_out_for_consent)}</Figure>
          </div>
        )}
        <p className="text-quiet">{say('exportHint')}</p>
        {proposal === null ? (
          <div className="flex justify-end gap-2">
            <Button onClick={onClose}>{say('cancel')}</Button>
            <Button look="primary" disabled={audience?.audience_id == null} onClick={propose}>
              {say('proposeExport')}
            </Button>
          </div>
        ) : (
          <ProposalCard
            proposalId={proposal}
            onDecided={({ status }) => setApproved(status === 'executed' || status === 'approved')}
          />
        )}
        {approved && audience !== null && (
          <a
            className="inline-flex items-center gap-1.5 font-medium text-accent underline"
            href={`/v1/audiences/${audience.audience_id}.csv?proposal=${proposal}`}
            download
          >
            {say('downloadFile')}
          </a>
        )}
      </div>
    </Dialog>
  )
}
