import Markdown from 'react-markdown'
import remarkGfm from 'remark-gfm'
import type { Answer } from '../../../lib/answer.ts'
import type { Source } from '../app.tsx'
import { useText } from '../text/use-text.ts'
import type { KithMessage } from '../use-conversation.ts'
import { ResultView } from './result-view.tsx'

export interface MessageProps {
  readonly message: KithMessage
  readonly busy: boolean
  readonly onAsk: (question: string) => void
  readonly onOpenSource: (source: Source) => void
}

/** Links and pictures of a text are never followed: an answer may quote what a stranger wrote. */
const PLAIN_MARKDOWN = [
  'p',
  'strong',
  'em',
  'ul',
  'ol',
  'li',
  'code',
  'blockquote',
  'table',
  'thead',
  'tbody',
  'tr',
  'th',
  'td',
  'br',
  'del',
  'h3',
  'h4',
]

export function Message({ message, busy, onAsk, onOpenSource }: MessageProps) {
  const { say } = useText()
  const streamed = message.parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('')
  if (message.role === 'user') {
    return (
      <li className="max-w-[85%] self-end rounded-2xl rounded-br-sm bg-accent-soft px-4 py-2 whitespace-pre-wrap">
        <span className="sr-only">{say('you')}: </span>
        {streamed}
      </li>
    )
  }
  const answer = message.parts.find((part) => part.type === 'data-answer')?.data
  return (
    <li className="flex flex-col gap-3">
      <div className="answer-text">
        <Markdown remarkPlugins={[remarkGfm]} allowedElements={PLAIN_MARKDOWN} unwrapDisallowed>
          {answer?.text ?? streamed}
        </Markdown>
      </div>
      {answer !== undefined && <AnswerDetails answer={answer} busy={busy} onAsk={onAsk} onOpenSource={onOpenSource} />}
    </li>
  )
}

function AnswerDetails({
  answer,
  busy,
  onAsk,
  onOpenSource,
}: Omit<MessageProps, 'message'> & { readonly answer: Answer }) {
  const { say } = useText()
  const choices = [
    ...answer.options.map(({ label, question }) => ({ label, question })),
    ...answer.follow_ups.map((question) => ({ label: question, question })),
  ]
  const sources = answer.tool_calls.flatMap((call) => (call.ok && call.result_id !== null ? [call.result_id] : []))
  return (
    <>
      {answer.proposal !== null && (
        <div className="rounded-lg border border-line bg-panel px-4 py-3 text-sm">
          <strong>{say('proposal')}:</strong> {answer.proposal.preview}
        </div>
      )}
      {answer.tables.map((table) => (
        <ResultView
          key={table.result_id}
          table={table}
          chart={answer.charts.find((chart) => chart.result_id === table.result_id) ?? null}
        />
      ))}
      {answer.assumptions.length > 0 && (
        <p className="text-sm text-quiet">
          {say('assumptions')}: {answer.assumptions.join(' ')}
        </p>
      )}
      {choices.length > 0 && (
        <ul className="flex flex-wrap gap-2">
          {choices.map((choice) => (
            <li key={choice.question}>
              <button
                type="button"
                disabled={busy}
                className="rounded-full border border-line bg-panel px-3 py-1 text-start text-sm hover:border-accent disabled:opacity-50"
                onClick={() => onAsk(choice.question)}
              >
                {choice.label}
              </button>
            </li>
          ))}
        </ul>
      )}
      <p className="flex flex-wrap gap-x-4 text-xs text-quiet">
        <span>
          {say('asOf')} {answer.as_of.slice(0, 10)}
        </span>
        <span>{answer.model.provider === 'embedded' ? say('modelEmbedded') : answer.model.name}</span>
        {sources.map((resultId) => (
          <button
            key={resultId}
            type="button"
            className="text-accent underline"
            onClick={() => onOpenSource({ threadId: answer.thread_id, resultId })}
          >
            {say('howComputed')}
          </button>
        ))}
      </p>
    </>
  )
}
