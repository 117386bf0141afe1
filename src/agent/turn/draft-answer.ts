import { HumanMessage, type BaseMessage } from '@langchain/core/messages'
import type { ModelAnswer } from '../../lib/answer.ts'
import type { AgentModel } from '../agent-model.ts'
import { parseModelAnswer } from '../model-answer.ts'
import type { NoticeName } from '../words/notices.ts'
import { classifyFailure } from './classify-failure.ts'
import { finalText, runModel } from './run-model.ts'
import type { Turn } from './turn.ts'

/** A model's final words, read but not yet filled in and verified. */
export interface Draft {
  readonly answer: ModelAnswer
  readonly model: AgentModel
  readonly messages: readonly BaseMessage[]
  readonly notices: readonly NoticeName[]
}

/**
 * Final words from the first model that gets there: the one configured, then the embedded planner, which says so.
 *
 * @throws the asker's abort, and whatever stops the last model
 */
export async function draftAnswer(turn: Turn, models: readonly AgentModel[]): Promise<Draft> {
  const notices: NoticeName[] = []
  for (const [index, model] of models.entries()) {
    const isLast = index === models.length - 1
    try {
      return { ...(await draftWith(turn, model, isLast)), notices }
    } catch (error) {
      turn.signal.throwIfAborted()
      if (isLast) throw error
      const failure = classifyFailure(error)
      turn.log.warn({ model: model.name, failure: failure.reason }, 'a model failed; the next one takes over')
      notices.push(failure.notice)
    }
  }
  throw new Error('an agent needs at least one model')
}

async function draftWith(turn: Turn, model: AgentModel, isLast: boolean): Promise<Omit<Draft, 'notices'>> {
  const messages = await ask(
    turn,
    model,
    model.provider === 'embedded' ? turn.messages : turn.shortMessages,
    turn.limits.modelCalls,
    isLast,
  )
  const parsed = parseModelAnswer(finalText(messages))
  if ('answer' in parsed) return { answer: parsed.answer, model, messages }
  const repaired = await repairDraft(turn, model, messages, `Your last message could not be read: ${parsed.problem}.`)
  if (repaired === null) throw new Error(`the final message could not be read: ${parsed.problem}`)
  return { ...repaired, model }
}

/**
 * One more call without tools, in which the model is told what was wrong; null when no call is left, or when it failed again.
 * The embedded planner words by template: telling it again would change nothing.
 */
export async function repairDraft(
  turn: Turn,
  model: AgentModel,
  messages: readonly BaseMessage[],
  complaint: string,
): Promise<Pick<Draft, 'answer' | 'messages'> | null> {
  const callsLeft = turn.limits.modelCalls - turn.usage.modelCalls
  const tokensLeft = turn.limits.tokens - turn.usage.inputTokens - turn.usage.outputTokens
  if (model.provider === 'embedded' || callsLeft < 1 || tokensLeft <= 0) return null
  const told = [...messages, new HumanMessage(`${complaint} Answer again with the JSON object only.`)]
  try {
    const again = await ask(turn, model, told, 1, false)
    const parsed = parseModelAnswer(finalText(again))
    return 'answer' in parsed ? { answer: parsed.answer, messages: again } : null
  } catch (error) {
    turn.signal.throwIfAborted()
    turn.log.warn({ model: model.name, failure: classifyFailure(error).reason }, 'the repair turn failed')
    return null
  }
}

function ask(
  turn: Turn,
  model: AgentModel,
  messages: readonly BaseMessage[],
  callsLeft: number,
  isLast: boolean,
): Promise<readonly BaseMessage[]> {
  const isRemote = model.provider !== 'embedded'
  return runModel({
    model,
    messages,
    callsLeft,
    system: turn.system,
    tools: isRemote ? turn.allTools : turn.tools,
    visible: isRemote ? turn.visible : null,
    caller: turn.caller,
    boundary: isRemote ? turn.boundary : null,
    usage: turn.usage,
    maxToolCalls: turn.limits.toolCalls,
    maxTokens: turn.limits.tokens,
    telemetry: turn.telemetry,
    signal: isLast ? turn.signal : AbortSignal.any([turn.signal, turn.remoteSignal]),
  })
}
