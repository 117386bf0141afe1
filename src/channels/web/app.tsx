import { useEffect, useRef, useState } from 'react'
import { Composer } from './components/composer.tsx'
import { Drawer } from './components/drawer.tsx'
import { Header } from './components/header.tsx'
import { ImportPanel } from './components/import-panel.tsx'
import { Message } from './components/message.tsx'
import { SignIn } from './components/sign-in.tsx'
import { Starters } from './components/starters.tsx'
import { useText } from './text/use-text.ts'
import { useConversation } from './use-conversation.ts'
import { useOverview } from './use-overview.ts'

export interface Source {
  readonly threadId: string
  readonly resultId: string
}

export function App() {
  const { say, language } = useText()
  const { overview, refresh, signedOut } = useOverview(language)
  const conversation = useConversation(language)
  const [source, setSource] = useState<Source | null>(null)
  const end = useRef<HTMLDivElement>(null)
  const { messages, busy, step, error } = conversation

  useEffect(() => {
    end.current?.scrollIntoView({ block: 'end' })
  }, [messages, busy])

  if (signedOut || location.pathname === '/sign-in') return <SignIn />
  return (
    <div className="flex min-h-dvh flex-col">
      <a href="#composer" className="sr-only focus:not-sr-only focus:p-2">
        {say('skip')}
      </a>
      <Header overview={overview} onReset={conversation.reset} started={messages.length > 0} />
      <main className="mx-auto flex w-full max-w-215 flex-1 flex-col px-4 pb-4">
        {messages.length === 0 ? (
          <>
            <Starters overview={overview} onPick={conversation.ask} />
            <ImportPanel onImported={refresh} />
          </>
        ) : (
          <ol aria-label={say('conversation')} className="flex flex-col gap-6 py-6">
            {messages.map((message) => (
              <Message
                key={message.id}
                message={message}
                onAsk={conversation.ask}
                onOpenSource={setSource}
                busy={busy}
              />
            ))}
          </ol>
        )}
        <div aria-live="polite" className="min-h-6 text-sm text-quiet">
          {busy && `${say('working')}${step === null ? '…' : `: ${step.words}…`}`}
        </div>
        {error !== undefined && (
          <div role="alert" className="mb-3 rounded-lg bg-warn-soft px-4 py-3 text-warn">
            <strong>{say('failed')}.</strong> {error.message}{' '}
            <button type="button" className="underline" onClick={() => void conversation.regenerate()}>
              {say('retry')}
            </button>
          </div>
        )}
        <div ref={end} className="scroll-mb-44" />
        <Composer busy={busy} onAsk={conversation.ask} onStop={() => void conversation.stop()} />
      </main>
      {source !== null && <Drawer source={source} onClose={() => setSource(null)} />}
    </div>
  )
}
