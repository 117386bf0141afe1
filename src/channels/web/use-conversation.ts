import { useChat } from '@ai-sdk/react'
import { DefaultChatTransport, type UIMessage } from 'ai'
import { useMemo, useRef, useState } from 'react'
import type { Answer, Language } from '../../lib/answer.ts'

interface StepData {
  readonly words: string
}

type KithData = {
  readonly answer: Answer
  readonly step: StepData
}

export type KithMessage = UIMessage<unknown, KithData>

/** The conversation with the agent: messages as they stream, the step under way, and the thread they belong to. */
export function useConversation(language: Language) {
  const thread = useRef<string | null>(null)
  const languageNow = useRef(language)
  languageNow.current = language
  const [step, setStep] = useState<StepData | null>(null)
  const transport = useMemo(
    () =>
      new DefaultChatTransport<KithMessage>({
        api: '/api/chat',
        prepareSendMessagesRequest: ({ messages }) => ({
          body: { messages: messages.slice(-1), thread_id: thread.current },
        }),
      }),
    [],
  )
  const chat = useChat<KithMessage>({
    transport,
    onData: (part) => {
      if (part.type === 'data-step') setStep(part.data as KithData['step'])
      if (part.type === 'data-answer') thread.current = (part.data as KithData['answer']).thread_id
    },
    onFinish: () => setStep(null),
    onError: () => setStep(null),
  })
  const ask = (question: string): void => {
    void chat.sendMessage({ text: question })
  }
  const reset = (): void => {
    void chat.stop()
    thread.current = null
    chat.setMessages([])
  }
  return { ...chat, ask, reset, step, busy: chat.status === 'submitted' || chat.status === 'streaming' }
}
