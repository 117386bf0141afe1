import type { Language, ModelAnswer } from '../../lib/answer.ts'
import { KithError } from '../../lib/errors.ts'
import type { AgentModel } from '../agent-model.ts'
import { withMemories } from '../memory/with-memories.ts'
import { declineFor, notice } from '../words/notices.ts'
import { classifyFailure } from './classify-failure.ts'
import { draftAnswer } from './draft-answer.ts'
import { settleAnswer, type SettledAnswer } from './settle-answer.ts'
import type { Turn } from './turn.ts'

export interface WorkedTurn {
  readonly settled: SettledAnswer
  readonly model: AgentModel
  readonly draft: string
}

/** Draft and verification, or the words for what stopped them. */
export async function workOnTurn(
  turn: Turn,
  models: readonly AgentModel[],
  asker: AbortSignal,
  turnTime: AbortSignal,
  /** What needs no model; null when there is nothing of that kind. */
  atOnce: () => ModelAnswer | null,
): Promise<WorkedTurn> {
  try {
    const [own] = models.slice(-1)
    const said = atOnce()
    const draft =
      said === null || own === undefined
        ? await draftAnswer(turn, models)
        : { answer: said, model: own, messages: [], notices: [] }
    const settled = await settleAnswer(turn, said === null ? withMemories(turn, draft) : draft)
    return { settled, model: draft.model, draft: settled.answer.text }
  } catch (error) {
    if (asker.aborted)
      throw new KithError('CANCELLED', 'the question was withdrawn before it was answered', { cause: error })
    const [model] = models.slice(-1)
    if (model === undefined) throw error
    const failure = turn.caller.failures.at(-1)
    turn.log.error({ failure: classifyFailure(error).reason }, 'a turn could not be answered')
    const { text, reasonCode } = turnTime.aborted
      ? { text: notice('tooLong', turn.language), reasonCode: 'too_long' }
      : failure === undefined
        ? { text: notice('unavailable', turn.language), reasonCode: 'unavailable' }
        : declineFor(failure.error.code, turn.language)
    return { settled: declined(text, reasonCode, turn.language), model, draft: text }
  }
}

/** What is said to a question whose place did not come in time. */
export function waitedTooLong(models: readonly AgentModel[], language: Language): WorkedTurn {
  const [model] = models.slice(-1)
  if (model === undefined) throw new KithError('UNAVAILABLE', 'no model can answer')
  const text = notice('busy', language)
  return { settled: declined(text, 'busy', language), model, draft: text }
}

const declined = (text: string, reasonCode: string, language: Language): SettledAnswer => ({
  language,
  answer: { kind: 'decline', text, reason_code: reasonCode },
  text,
  facts: [],
  assumptions: [],
  followUps: [],
  unsupported: 0,
  notices: [],
})
