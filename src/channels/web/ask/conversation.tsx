import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { ApiProblem } from '../data/api.ts'
import { useOverview } from '../data/use-overview.ts'
import { whenIdle } from '../data/when-idle.ts'
import { Button } from '../parts/button.tsx'
import { setQuery, useAddress } from '../routing/location.ts'
import { threadsChanged } from '../shell/use-threads.ts'
import { useText } from '../text/use-text.ts'
import { Announcer } from './announcer.tsx'
import { Composer, type ComposerHandle } from './composer.tsx'
import { Steps } from './steps.tsx'
import { textOf } from './text-of.ts'
import { useStable } from './use-stable.ts'
import { useConversation, type Edited, type KithMessage, type StoredTurn } from './use-conversation.ts'
import { Welcome } from './welcome.tsx'

const loadAnswerView = () => import('./answer-view.tsx')
const AnswerView = lazy(loadAnswerView)

export interface ConversationProps {
  readonly threadId: string | null
  readonly turns: readonly StoredTurn[]
  readonly onThread: (threadId: string) => void
}

/** By then the page itself is there. */
const SETTLED_AFTER_MS = 1000

const isAnswered = ({ parts }: KithMessage): boolean => parts.some(({ type }) => type === 'data-answer')

/** As tall as lets the question stand at the top of the window, however short its answer will be. */
function makeRoom(column: HTMLElement, question: HTMLElement): void {
  const above = question.getBoundingClientRect().top - column.getBoundingClientRect().top
  const margin = Number.parseFloat(getComputedStyle(question).scrollMarginTop)
  const below = Number.parseFloat(getComputedStyle(column.parentElement ?? column).paddingBottom)
  column.style.minHeight = `${above - margin + innerHeight - below}px`
}

export function Conversation({ threadId, turns, onThread }: ConversationProps) {
  const { say } = useText()
  const { refresh } = useOverview()
  const { query } = useAddress()
  const composer = useRef<ComposerHandle>(null)
  const column = useRef<HTMLDivElement>(null)
  const lastQuestion = useRef<HTMLLIElement>(null)
  const [asked, setAsked] = useState(0)
  const [edited, setEdited] = useState<Edited | null>(null)
  const conversation = useConversation({
    threadId,
    turns,
    onThread,
    onAnswered: () => {
      threadsChanged()
      refresh()
    },
  })
  const { messages, busy, error, steps, ahead, startedAt, stopped } = conversation
  const ask = (question: string, instead: Edited | null = null): void => {
    if (busy) return
    setAsked((before) => before + 1)
    setEdited(null)
    conversation.ask(question, instead)
  }

  const onAsk = useStable((question: string) => ask(question))
  const onAskOrEdit = useStable((question: string) => ask(question, edited))

  const waiting = query.get('ask')
  useEffect(() => {
    if (waiting === null) return
    setQuery({ ask: null })
    ask(waiting)
  }, [waiting])
  // What an answer is drawn with is at hand before the first question is.
  useEffect(() => {
    const load = (): void => void loadAnswerView().then(({ loadCharts }) => loadCharts())
    const timer = setTimeout(() => whenIdle(load), SETTLED_AFTER_MS)
    return () => clearTimeout(timer)
  }, [])

  const lastUser = messages.findLastIndex(({ role }) => role === 'user')
  const newest = asked === 0 ? null : messages[lastUser]?.id
  useEffect(() => {
    if (newest === null || column.current === null || lastQuestion.current === null) return
    makeRoom(column.current, lastQuestion.current)
    lastQuestion.current.scrollIntoView({ block: 'start', behavior: 'smooth' })
  }, [asked, newest])

  const firstPosition = turns[0]?.position ?? 0
  const answered = messages.filter(isAnswered)
  const positionAt = (at: number): number => firstPosition + messages.slice(0, at).filter(isAnswered).length
  const last = messages.at(-1)
  const why = (problem: Error): string => {
    // What the browser says of a connection that broke is in no language of ours; the rest is the server's.
    if (problem instanceof TypeError) return say('unreachable')
    if (!(problem instanceof ApiProblem)) return problem.message
    return problem.code === 'UNAVAILABLE' ? say('busy') : problem.sentences
  }
  const retry = useStable(() =>
    conversation.retry(last !== undefined && isAnswered(last) ? positionAt(messages.length - 1) : null),
  )
  const onStop = useStable(conversation.stop)
  const onCancelEdit = useStable(() => setEdited(null))
  return (
    <div ref={column} className="mx-auto flex w-full max-w-215 flex-1 flex-col">
      {messages.length === 0 ? (
        <Welcome onPick={onAsk} />
      ) : (
        <ol aria-label={say('conversation')} className="flex flex-col gap-6 pb-6">
          {messages.map((message, at) =>
            message.role === 'user' ? (
              <li
                key={message.id}
                ref={at === lastUser ? lastQuestion : undefined}
                className="group flex scroll-mt-20 items-start justify-end gap-1"
              >
                <Button
                  look="quiet"
                  icon="edit"
                  bare={say('edit')}
                  disabled={busy}
                  className="opacity-60 group-hover:opacity-100"
                  onClick={() => {
                    setEdited({ id: message.id, position: positionAt(at) })
                    composer.current?.write(textOf(message))
                  }}
                />
                <div className="max-w-[85%] rounded-2xl rounded-br-sm bg-accent-soft px-4 py-2 whitespace-pre-wrap">
                  <span className="sr-only">{say('you')}: </span>
                  {textOf(message)}
                </div>
              </li>
            ) : (
              <li key={message.id}>
                <Suspense fallback={<div className="skeleton h-5 w-2/3" />}>
                  <AnswerView
                    message={message}
                    position={firstPosition + answered.indexOf(message)}
                    busy={busy}
                    isLast={at === messages.length - 1}
                    onAsk={onAsk}
                    onRetry={retry}
                  />
                </Suspense>
              </li>
            ),
          )}
        </ol>
      )}
      {busy && startedAt !== null && <Steps steps={steps} ahead={ahead} startedAt={startedAt} />}
      {stopped && !busy && (
        <p className="pb-4 text-sm text-quiet">
          {say('stopped')}{' '}
          <button type="button" className="text-accent underline" onClick={retry}>
            {say('retry')}
          </button>
        </p>
      )}
      {error !== undefined && !stopped && (
        <div role="alert" className="mb-4 rounded-lg bg-bad-soft px-4 py-3 text-sm text-bad">
          {say('named', { name: say('failed'), value: why(error) })}{' '}
          <button type="button" className="underline" onClick={retry}>
            {say('retry')}
          </button>
        </div>
      )}
      <Announcer messages={messages} steps={busy ? steps : []} ahead={ahead} busy={busy} />
      <Composer
        ref={composer}
        busy={busy}
        lastQuestion={lastUser === -1 ? null : textOf(messages[lastUser])}
        editing={edited !== null}
        onCancelEdit={onCancelEdit}
        onAsk={onAskOrEdit}
        onStop={onStop}
      />
    </div>
  )
}
