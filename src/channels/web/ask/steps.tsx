import { useEffect, useState } from 'react'
import { Icon } from '../parts/icon.tsx'
import { useText } from '../text/use-text.ts'
import type { Step } from './use-conversation.ts'

const TICK_MS = 200

/** What is being done for the answer, step by step, and for how long already. */
export function Steps({
  steps,
  ahead,
  startedAt,
}: {
  readonly steps: readonly Step[]
  /** Questions that are answered first; null once this one is worked on. */
  readonly ahead: number | null
  readonly startedAt: number
}) {
  const { say, count } = useText()
  const [now, setNow] = useState(Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS)
    return () => clearInterval(timer)
  }, [])
  const seconds = Math.max(0, now - startedAt) / 1000
  const running = steps.some(({ state }) => state === 'running')
  const listed: readonly Step[] = running
    ? steps
    : [
        ...steps,
        {
          words:
            ahead !== null
              ? say('waitingBehind', { ahead: count(ahead) })
              : steps.length === 0
                ? say('understanding')
                : say('writing'),
          tool: null,
          state: 'running',
          milliseconds: null,
        },
      ]
  return (
    <div className="pb-4 text-sm" aria-hidden="true">
      <ol className="flex flex-col gap-1">
        {listed.map((step, at) => (
          <li key={at} className={`flex items-center gap-2 ${step.state === 'running' ? '' : 'text-quiet'}`}>
            {step.state === 'running' ? (
              <span className="mx-1 size-2 animate-pulse rounded-full bg-accent" />
            ) : (
              <Icon name={step.state === 'done' ? 'check' : 'warn'} />
            )}
            <span>{step.words}</span>
            {step.milliseconds !== null && (
              <span className="tabular text-xs">{say('took', { milliseconds: Math.round(step.milliseconds) })}</span>
            )}
          </li>
        ))}
      </ol>
      <p className="tabular ps-6 pt-1 text-xs text-quiet">{say('elapsed', { seconds: seconds.toFixed(1) })}</p>
    </div>
  )
}
