import { useState } from 'react'
import type { Answer } from '../../../lib/answer.ts'
import { callTool } from '../data/api.ts'
import { useMay } from '../data/use-overview.ts'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { ProposalCard } from '../parts/proposal-card.tsx'
import { ExportDialog } from '../segments/export-dialog.tsx'
import { useText } from '../text/use-text.ts'

/** What can be done with the customers whom an answer lists: keep them as a segment, or take them out as an audience. */
export function NextSteps({ answer }: { readonly answer: Answer }) {
  const { say } = useText()
  const maySave = useMay('propose:segment')
  const mayExport = useMay('propose:action')
  const [open, setOpen] = useState<'save' | 'export' | null>(null)
  const listed = answer.tables.find(
    (table) => table.rows.length > 0 && table.columns.some(({ key }) => key === 'customer_id'),
  )
  if (listed === undefined || listed.rows.length < 2 || !maySave) return null
  return (
    <div className="flex flex-wrap gap-2">
      <Button icon="groups" onClick={() => setOpen('save')}>
        {say('saveAsSegment')}
      </Button>
      {mayExport && (
        <Button icon="download" onClick={() => setOpen('export')}>
          {say('exportAudience')}
        </Button>
      )}
      {open === 'save' && (
        <SaveDialog threadId={answer.thread_id} resultId={listed.result_id} onClose={() => setOpen(null)} />
      )}
      {open === 'export' && (
        <ExportDialog
          name={listed.title}
          whom={{ within: listed.result_id }}
          threadId={answer.thread_id}
          onClose={() => setOpen(null)}
        />
      )}
    </div>
  )
}

function SaveDialog({
  threadId,
  resultId,
  onClose,
}: {
  readonly threadId: string
  readonly resultId: string
  readonly onClose: () => void
}) {
  const { say } = useText()
  const [proposal, setProposal] = useState<string | null>(null)
  const [failed, setFailed] = useState<string | null>(null)
  const propose = (name: string): void => {
    callTool<{ readonly proposal: { readonly proposal_id: string } }>(
      'save_segment',
      { name, result_id: resultId },
      { threadId },
    )
      .then(({ data }) => setProposal(data.proposal.proposal_id))
      .catch((error: unknown) => setFailed(error instanceof Error ? error.message : String(error)))
  }
  return (
    <Dialog title={say('saveAsSegment')} onClose={onClose}>
      {proposal !== null ? (
        <ProposalCard proposalId={proposal} />
      ) : (
        <form
          className="flex flex-col gap-3 text-sm"
          onSubmit={(event) => {
            event.preventDefault()
            propose(String(new FormData(event.currentTarget).get('name') ?? '').trim())
          }}
        >
          <label className="flex flex-col gap-1">
            {say('segmentName')}
            <input name="name" required maxLength={120} autoFocus className="field" />
          </label>
          {failed !== null && (
            <p role="alert" className="text-bad">
              {failed}
            </p>
          )}
          <p className="text-quiet">{say('saveHint')}</p>
          <div className="flex justify-end gap-2">
            <Button onClick={onClose}>{say('cancel')}</Button>
            <Button look="primary" type="submit">
              {say('propose')}
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  )
}
