import { useEffect, useState } from 'react'
import { useText } from '../text/use-text.ts'
import type { KithMessage, Step } from './use-conversation.ts'

/** What a screen reader is told: each step once, and the answer when it is whole, not letter by letter. */
export function Announcer({
  messages,
  steps,
  ahead,
  busy,
}: {
  readonly messages: readonly KithMessage[]
  readonly steps: readonly Step[]
  readonly ahead: number | null
  readonly busy: boolean
}) {
  const { say } = useText()
  const [was, setWas] = useState(false)
  useEffect(() => {
    if (busy) setWas(true)
  }, [busy])
  const answer = messages.at(-1)?.parts.find((part) => part.type === 'data-answer')?.data
  const words = busy
    ? `${steps.at(-1)?.words ?? say(ahead === null ? 'working' : 'waitingForTurn')}…`
    : was
      ? (answer?.text.replaceAll(/[*_#|`]/g, '') ?? '')
      : ''
  return (
    <div aria-live="polite" className="sr-only">
      {words}
    </div>
  )
}
