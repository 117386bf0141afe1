import { memo } from 'react'
import type { Answer } from '../../../lib/answer.ts'
import { chartTitle } from '../../charts/chart-title.ts'
import { labelsOf } from '../data/labels.ts'
import { Button } from '../parts/button.tsx'
import { ProposalCard } from '../parts/proposal-card.tsx'
import { setQuery } from '../routing/location.ts'
import { loadCharts, ResultView } from '../tables/result-view.tsx'
import { useText } from '../text/use-text.ts'
import { AnswerFoot } from './answer-foot.tsx'
import { AnswerText } from './answer-text.tsx'
import { GrowingText } from './growing-text.tsx'
import { NextSteps } from './next-steps.tsx'
import { textOf } from './text-of.ts'
import type { KithMessage } from './use-conversation.ts'

export { loadCharts }

export interface AnswerViewProps {
  readonly message: KithMessage
  /** Place of the turn in its conversation. */
  readonly position: number
  readonly busy: boolean
  readonly isLast: boolean
  readonly onAsk: (question: string) => void
  readonly onRetry: () => void
}

/** One answer: the finding, its table and chart, choices and next steps as buttons, and where it all comes from. */
function AnswerView({ message, position, busy, isLast, onAsk, onRetry }: AnswerViewProps) {
  const answer = message.parts.find((part) => part.type === 'data-answer')?.data
  return (
    <div className="flex flex-col gap-4">
      <div className="answer-text">
        {answer === undefined ? (
          <GrowingText text={textOf(message)} />
        ) : (
          <AnswerText
            text={answer.text}
            facts={answer.facts}
            hasTable={answer.tables.some(({ rows }) => rows.length > 0)}
          />
        )}
      </div>
      {answer !== undefined && (
        <>
          <Details answer={answer} busy={busy} onAsk={onAsk} />
          <AnswerFoot
            answer={answer}
            position={position}
            vote={message.metadata?.vote ?? null}
            onRetry={isLast && !busy ? onRetry : null}
          />
        </>
      )}
    </div>
  )
}

/** Drawn anew only when something of it changes: of a long conversation the answer that grows, and no other. */
export default memo(AnswerView)

function Details({
  answer,
  busy,
  onAsk,
}: {
  readonly answer: Answer
  readonly busy: boolean
  readonly onAsk: (question: string) => void
}) {
  const { say } = useText()
  return (
    <>
      {answer.options.length > 0 && (
        <Choices label={say('whichDoYouMean')} choices={answer.options} busy={busy} onAsk={onAsk} strong />
      )}
      <Results answer={answer} />
      {answer.follow_ups.length > 0 && (
        <Choices
          label={say('goOn')}
          choices={answer.follow_ups.map((question) => ({ label: question, question }))}
          busy={busy}
          onAsk={onAsk}
        />
      )}
    </>
  )
}

/** What was found, which stays as it is while other questions are asked. */
const Results = memo(function Results({ answer }: { readonly answer: Answer }) {
  const { say, language } = useText()
  return (
    <>
      {answer.proposal !== null && <ProposalCard proposalId={answer.proposal.proposal_id} />}
      {answer.tables.map((table) => {
        const chart = answer.charts.find(({ result_id: id }) => id === table.result_id) ?? null
        const reader = { language, labels: labelsOf(language) }
        const title = (chart === null ? null : chartTitle(table, chart, reader)) ?? table.title
        return (
          <ResultView
            key={table.result_id}
            title={title}
            table={table}
            chart={chart}
            actions={
              <Button
                look="quiet"
                icon="how"
                bare={`${say('howComputed')} (${title})`}
                onClick={() => setQuery({ how: table.result_id }, false)}
              />
            }
          />
        )
      })}
      {answer.quotes.length > 0 && (
        <ul className="flex flex-col gap-2">
          {answer.quotes.map((quote) => (
            <li key={quote.review_id} className="border-s-2 border-accent ps-3 text-sm">
              <q>{quote.text}</q> <span className="text-quiet">{quote.review_id}</span>
            </li>
          ))}
        </ul>
      )}
      {answer.assumptions.length > 0 && (
        <p className="text-sm text-quiet">
          {say('named', { name: say('assumptions'), value: answer.assumptions.join(' ') })}
        </p>
      )}
      <NextSteps answer={answer} />
    </>
  )
})

function Choices({
  label,
  choices,
  busy,
  onAsk,
  strong = false,
}: {
  readonly label: string
  readonly choices: readonly { readonly label: string; readonly question: string }[]
  readonly busy: boolean
  readonly onAsk: (question: string) => void
  readonly strong?: boolean
}) {
  return (
    <ul aria-label={label} className="flex flex-wrap gap-2">
      {choices.map((choice) => (
        <li key={choice.question}>
          <button
            type="button"
            disabled={busy}
            onClick={() => onAsk(choice.question)}
            className={`min-h-8 rounded-full border px-3.5 py-1 text-start text-sm hover:border-accent hover:text-accent disabled:opacity-50 ${strong ? 'border-accent bg-accent-soft text-accent' : 'border-line-strong bg-panel'}`}
          >
            {choice.label}
          </button>
        </li>
      ))}
    </ul>
  )
}
