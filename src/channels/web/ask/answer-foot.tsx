import { useState } from 'react'
import type { Answer } from '../../../lib/answer.ts'
import { Button } from '../parts/button.tsx'
import { Icon } from '../parts/icon.tsx'
import { setQuery } from '../routing/location.ts'
import { useText } from '../text/use-text.ts'
import { Feedback } from './feedback.tsx'

export interface AnswerFootProps {
  readonly answer: Answer
  readonly position: number
  readonly vote: 'up' | 'down' | null
  readonly onRetry: (() => void) | null
}

/** Under an answer: as of when, by which model, how many figures were checked; and what can be done with it. */
export function AnswerFoot({ answer, position, vote, onRetry }: AnswerFootProps) {
  const { say, day } = useText()
  const [copied, setCopied] = useState<'text' | 'link' | null>(null)
  const source = answer.tool_calls.findLast((call) => call.ok && call.result_id !== null)?.result_id ?? null
  const copy = async (what: 'text' | 'link'): Promise<void> => {
    const link = `${location.origin}/threads/${answer.thread_id}${source === null ? '' : `?how=${source}`}`
    await navigator.clipboard.writeText(what === 'text' ? answer.text : link)
    setCopied(what)
    setTimeout(() => setCopied(null), 2000)
  }
  const { figures, unsupported } = answer.grounding
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-line pt-2 text-xs text-quiet">
      <span>{say('asOfDay', { day: day(answer.as_of) })}</span>
      <span>{answer.model.provider === 'embedded' ? say('modelEmbedded') : answer.model.name}</span>
      {figures > 0 && (
        <span className="inline-flex items-center gap-1">
          <Icon name={unsupported === 0 ? 'check' : 'warn'} className="size-3.5" />
          {unsupported === 0 ? say('figuresChecked', { figures }) : say('figuresDoubtful', { unsupported })}
        </span>
      )}
      <span className="tabular max-sm:hidden">
        {say('elapsed', { seconds: (answer.elapsed_ms / 1000).toFixed(1) })}
      </span>
      <span className="no-print ms-auto flex flex-wrap items-center max-sm:ms-0 max-sm:w-full max-sm:justify-between">
        {source !== null && (
          <Button
            look="quiet"
            icon="how"
            className="text-accent! max-sm:-ms-3"
            onClick={() => setQuery({ how: source }, false)}
          >
            {say('howComputed')}
          </Button>
        )}
        <span className="flex items-center">
          <Button
            look="quiet"
            icon={copied === 'text' ? 'check' : 'copy'}
            bare={copied === 'text' ? say('copied') : say('copyAnswer')}
            onClick={() => void copy('text')}
          />
          <Button
            look="quiet"
            icon={copied === 'link' ? 'check' : 'link'}
            bare={copied === 'link' ? say('copied') : say('copyLink')}
            onClick={() => void copy('link')}
          />
          {onRetry !== null && <Button look="quiet" icon="again" bare={say('askAgain')} onClick={onRetry} />}
          <Feedback threadId={answer.thread_id} position={position} vote={vote} />
        </span>
      </span>
    </div>
  )
}
