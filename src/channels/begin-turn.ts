import type { Ask, AskEvent } from '../agent/ask.ts'
import type { KithAgent } from '../agent/create-kith-agent.ts'
import type { Answer } from '../lib/answer.ts'

/** A turn under way. */
export interface BegunTurn {
  /** Tells all that has happened, from the beginning, and then what happens. */
  readonly listen: (listener: (event: AskEvent) => void) => void
  readonly answer: Promise<Answer>
}

/**
 * Begins a turn and waits until it runs or has taken its place among those that wait: what is refused before is refused with
 * a status, as every request is, and not inside a stream that has begun.
 *
 * @throws {KithError} what `agent.ask` refuses a question for
 */
export async function beginTurn(agent: KithAgent, ask: Omit<Ask, 'onEvent'>): Promise<BegunTurn> {
  const early: AskEvent[] = []
  let tell = (event: AskEvent): void => void early.push(event)
  let begin = (): void => {}
  const begun = new Promise<void>((resolve) => {
    begin = resolve
  })
  const answer = agent.ask({
    ...ask,
    onEvent: (event) => {
      tell(event)
      begin()
    },
  })
  // It may fail before anybody waits for it: whoever does is told then.
  answer.catch(() => {})
  await Promise.race([begun, answer])
  return {
    listen: (listener) => {
      early.splice(0).forEach(listener)
      tell = listener
    },
    answer,
  }
}
