import { AIMessage, HumanMessage, type BaseMessage } from '@langchain/core/messages'
import { estimateTokens } from '../../llm/estimate-tokens.ts'
import type { OpenThread } from '../../services/threads/open-thread.ts'
import type { StoredTurn } from '../../services/threads/stored-turn.ts'
import { rebuildMessages } from './rebuild-messages.ts'

/** Of a draft: its finding and the first figures. */
const LONGEST_LINE = 240

/**
 * The earlier turns of a thread within a budget: the latest ones whole, with calls and results, and what came before in a
 * summary of one line per turn. Figures of the summary stay references, so that what is said of them again is proved again.
 *
 * @param tokens - that the history may take; the latest turn is whole whatever it takes
 */
export function condenseHistory(thread: Pick<OpenThread, 'turns' | 'earlierResult'>, tokens: number): BaseMessage[] {
  const whole: BaseMessage[] = []
  let used = 0
  let first = thread.turns.length
  for (const turn of thread.turns.toReversed()) {
    const messages = rebuildMessages({ turns: [turn], earlierResult: thread.earlierResult })
    used += messages.reduce((sum, message) => sum + tokensOf(message), 0)
    if (first < thread.turns.length && used > tokens) break
    whole.unshift(...messages)
    first -= 1
  }
  const earlier = thread.turns.slice(0, first)
  if (earlier.length === 0) return whole
  const lines = earlier.map((turn) => `- ${turn.question} -> ${lineOf(turn)}`)
  return [
    new HumanMessage(`Earlier in this conversation, in short:\n${lines.join('\n')}`),
    new AIMessage('{"kind":"answer","text":"Noted."}'),
    ...whole,
  ]
}

const tokensOf = (message: BaseMessage): number =>
  estimateTokens(message.text) +
  (AIMessage.isInstance(message) ? estimateTokens(JSON.stringify(message.tool_calls ?? [])) : 0)

/** The beginning of what was answered, cut between words and never inside a reference. */
function lineOf({ draft }: StoredTurn): string {
  const line = draft.replaceAll(/\s+/g, ' ').replaceAll('**', '').trim()
  if (line.length <= LONGEST_LINE) return line
  const cut = line.slice(0, LONGEST_LINE)
  const open = cut.lastIndexOf('{{')
  return `${(open > cut.lastIndexOf('}}') ? cut.slice(0, open) : cut).trimEnd()}…`
}
