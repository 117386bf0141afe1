import { useChat } from '@ai-sdk/react'
import { DefaultChatTransport, type UIMessage } from 'ai'
import { useMemo, useRef, useState } from 'react'
import type { Answer } from '../../../lib/answer.ts'
import { problemOf } from '../data/api.ts'
import { languageNow } from '../text/start-text.ts'

/** One step of the work on an answer, as the page lists it. */
export interface Step {
  readonly words: string
  readonly tool: string | null
  readonly state: 'running' | 'done' | 'failed'
  readonly milliseconds: number | null
}

interface StepEvent {
  readonly type: 'step_started' | 'step_finished' | 'notice' | 'waiting'
  readonly words: string
  /** Questions that are answered first, while this one waits for its place. */
  readonly ahead?: number
  readonly step?: number
  readonly tool?: string
  readonly ok?: boolean
  readonly elapsed_ms?: number
}

type KithData = {
  readonly answer: Answer
  readonly step: StepEvent
  readonly thread: { readonly thread_id: string }
}

export type KithMessage = UIMessage<{ readonly vote: 'up' | 'down' | null }, KithData>

export interface StoredTurn {
  readonly position: number
  readonly question: string
  readonly answer: Answer
  readonly vote: 'up' | 'down' | null
}

/** The question that is being edited: its message, and its place among the turns kept. */
export interface Edited {
  readonly id: string
  readonly position: number
}

export interface ConversationOptions {
  readonly threadId: string | null
  readonly turns: readonly StoredTurn[]
  /** Told once the server has given a new conversation its id. */
  readonly onThread: (threadId: string) => void
  readonly onAnswered: () => void
}

const DRAW_EVERY_MS = 32

/** The conversation with the agent: messages as they stream, the steps of the one under way, and its thread. */
export function useConversation({ threadId, turns, onThread, onAnswered }: ConversationOptions) {
  const thread = useRef(threadId)
  const [steps, setSteps] = useState<readonly Step[]>([])
  const [ahead, setAhead] = useState<number | null>(null)
  const [startedAt, setStartedAt] = useState<number | null>(null)
  const [stopped, setStopped] = useState(false)
  const transport = useMemo(
    () =>
      new DefaultChatTransport<KithMessage>({
        api: '/api/chat',
        fetch: askServer,
        headers: () => ({ 'accept-language': languageNow() }),
        prepareSendMessagesRequest: ({ messages, headers, body }) => ({
          body: { messages: messages.slice(-1).map(bare), thread_id: thread.current, ...body },
          ...(headers === undefined ? {} : { headers }),
        }),
      }),
    [],
  )
  const chat = useChat<KithMessage>({
    transport,
    // More often than the eye sees, a text that grows need not be drawn.
    experimental_throttle: DRAW_EVERY_MS,
    messages: turns.flatMap(messagesOf),
    onData: (part) => {
      if (part.type === 'data-step') {
        const event = part.data as StepEvent
        if (event.type === 'waiting') setAhead(event.ahead ?? null)
        else setSteps((before) => withEvent(before, event))
      }
      if (part.type === 'data-thread') {
        setAhead(null)
        const { thread_id: id } = part.data as KithData['thread']
        if (thread.current === null) onThread(id)
        thread.current = id
      }
      if (part.type === 'data-answer') thread.current = (part.data as Answer).thread_id
    },
    onFinish: onAnswered,
  })
  const begin = (): void => {
    setSteps([])
    setAhead(null)
    setStopped(false)
    setStartedAt(Date.now())
  }
  return {
    messages: chat.messages,
    error: chat.error,
    busy: chat.status === 'submitted' || chat.status === 'streaming',
    steps,
    ahead,
    startedAt,
    stopped,
    threadId: () => thread.current,
    /** A question; an edited one takes the place of what it was, and all that followed goes. */
    ask: (question: string, edited: Edited | null): void => {
      begin()
      const options = { body: { replaces_from: edited?.position ?? null } }
      void chat.sendMessage(edited === null ? { text: question } : { text: question, messageId: edited.id }, options)
    },
    /** Asks the last question again; `position` is that of its answer, null when it has none. */
    retry: (position: number | null): void => {
      begin()
      chat.clearError()
      void chat.regenerate({ body: { replaces_from: position } })
    },
    stop: (): void => {
      setStopped(true)
      void chat.stop()
    },
  }
}

/** A refusal is told in the page's words, not as the document that it comes as. */
const askServer: typeof fetch = async (...request) => {
  const reply = await fetch(...request)
  if (reply.ok) return reply
  throw problemOf(await reply.json().catch(() => null), reply.status)
}

/** A message without the answers' data: the server keeps its own. */
const bare = ({ id, role, parts }: KithMessage) => ({
  id,
  role,
  parts: parts.flatMap((part) => (part.type === 'text' ? [{ type: 'text', text: part.text }] : [])),
})

const messagesOf = ({ position, question, answer, vote }: StoredTurn): KithMessage[] => [
  { id: `q${position}`, role: 'user', parts: [{ type: 'text', text: question }] },
  { id: `a${position}`, role: 'assistant', metadata: { vote }, parts: [{ type: 'data-answer', data: answer }] },
]

function withEvent(steps: readonly Step[], event: StepEvent): readonly Step[] {
  if (event.type === 'notice') return [...steps, { words: event.words, tool: null, state: 'done', milliseconds: null }]
  if (event.type === 'step_started')
    return [...steps, { words: event.words, tool: event.tool ?? null, state: 'running', milliseconds: null }]
  const at = steps.findIndex(({ state, tool }) => state === 'running' && tool === event.tool)
  return steps.map((step, index) =>
    index === at
      ? { ...step, state: event.ok === false ? 'failed' : 'done', milliseconds: event.elapsed_ms ?? null }
      : step,
  )
}
