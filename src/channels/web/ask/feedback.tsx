import { useState } from 'react'
import { request } from '../data/api.ts'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { useText } from '../text/use-text.ts'

const REASONS = ['wrong_figure', 'wrong_question', 'incomplete', 'hard_to_read', 'other'] as const
type Vote = 'up' | 'down'

/** Thumbs; a thumb down asks for the reason. Both are stored beside the answer. */
export function Feedback({
  threadId,
  position,
  vote,
}: {
  readonly threadId: string
  readonly position: number
  readonly vote: Vote | null
}) {
  const { say } = useText()
  const [given, setGiven] = useState<Vote | null>(vote)
  const [asking, setAsking] = useState(false)
  const [failed, setFailed] = useState<string | null>(null)
  const send = (body: { vote: Vote; reason?: string; note?: string }): void => {
    request(`/v1/threads/${threadId}/turns/${position}/feedback`, { body })
      .then(() => {
        setGiven(body.vote)
        setFailed(null)
      })
      .catch((error: unknown) => setFailed(error instanceof Error ? error.message : String(error)))
  }
  const thumb = (name: Vote) => (
    <Button
      look="quiet"
      icon={name}
      bare={say(name === 'up' ? 'helpful' : 'notHelpful')}
      aria-pressed={given === name}
      className={given === name ? 'text-accent!' : ''}
      onClick={() => (name === 'up' ? send({ vote: 'up' }) : setAsking(true))}
    />
  )
  return (
    <>
      {thumb('up')}
      {thumb('down')}
      <span role="status" className={failed === null ? 'sr-only' : 'text-bad'}>
        {failed ?? (given === null ? '' : say('thanks'))}
      </span>
      {asking && (
        <Dialog title={say('whatWasWrong')} onClose={() => setAsking(false)}>
          <form
            className="flex flex-col gap-3 text-sm text-ink"
            onSubmit={(event) => {
              event.preventDefault()
              const form = new FormData(event.currentTarget)
              send({
                vote: 'down',
                reason: String(form.get('reason') ?? 'other'),
                note: String(form.get('note') ?? ''),
              })
              setAsking(false)
            }}
          >
            <fieldset className="flex flex-col gap-1.5">
              <legend className="sr-only">{say('whatWasWrong')}</legend>
              {REASONS.map((reason, at) => (
                <label key={reason} className="flex items-center gap-2 py-0.5">
                  <input
                    type="radio"
                    name="reason"
                    value={reason}
                    defaultChecked={at === 0}
                    className="accent-accent"
                  />
                  {say(`reason_${reason}`)}
                </label>
              ))}
            </fieldset>
            <label className="flex flex-col gap-1">
              {say('inYourWords')}
              <textarea name="note" rows={3} maxLength={1000} className="field" />
            </label>
            <div className="flex justify-end gap-2">
              <Button onClick={() => setAsking(false)}>{say('cancel')}</Button>
              <Button look="primary" type="submit">
                {say('send')}
              </Button>
            </div>
          </form>
        </Dialog>
      )}
    </>
  )
}
