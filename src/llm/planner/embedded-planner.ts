import type { BaseLanguageModelInput } from '@langchain/core/language_models/base'
import type { CallbackManagerForLLMRun } from '@langchain/core/callbacks/manager'
import {
  BaseChatModel,
  type BaseChatModelCallOptions,
  type BindToolsInput,
} from '@langchain/core/language_models/chat_models'
import { AIMessage, type AIMessageChunk, type BaseMessage } from '@langchain/core/messages'
import type { ChatResult } from '@langchain/core/outputs'
import type { Runnable } from '@langchain/core/runnables'
import { convertToOpenAITool } from '@langchain/core/utils/function_calling'
import type { Language, ModelAnswer } from '../../lib/answer.ts'
import type { PeriodFrame } from '../../lib/periods.ts'
import { readToolShape, type ToolShape } from './arguments/tool-shape.ts'
import type { PlannerKnowledge } from './knowledge.ts'
import { preparePlanner } from './prepare-planner.ts'
import { languageOf } from './text/language-of.ts'
import type { PlannedCall } from './turn/plan.ts'
import { planQuestion } from './turn/plan-question.ts'
import { firstCustomer, listsCustomers, readThread, type PastCall, type ThreadState } from './turn/thread-state.ts'
import { wordReply, wordResults, type WordRequest } from './turn/word-answer.ts'

export interface EmbeddedPlannerOptions {
  readonly knowledge: PlannerKnowledge
  /** What relative dates are relative to. */
  readonly frame: PeriodFrame
  /** Language of the answers; that of each question when left out. */
  readonly language?: Language | undefined
  /** The one customer that a service bot may speak of. */
  readonly boundCustomerId?: string | null | undefined
}

interface PlannerCallOptions extends BaseChatModelCallOptions {
  readonly tools?: readonly BindToolsInput[]
}

/**
 * A chat model that needs no network: it maps a question in English or Chinese to tool calls, and words the results.
 * The same messages and tools always give the same reply. Its final message is JSON of `ModelAnswer`, every figure a
 * reference to a result.
 */
export class EmbeddedPlanner extends BaseChatModel<PlannerCallOptions> {
  readonly options: EmbeddedPlannerOptions

  constructor(options: EmbeddedPlannerOptions) {
    super({})
    this.options = options
    preparePlanner(options.knowledge)
  }

  override _llmType(): string {
    return 'kith-embedded-planner'
  }

  override bindTools(
    tools: BindToolsInput[],
    kwargs?: Partial<PlannerCallOptions>,
  ): Runnable<BaseLanguageModelInput, AIMessageChunk, PlannerCallOptions> {
    return this.withConfig({ ...kwargs, tools })
  }

  override async _generate(
    messages: BaseMessage[],
    options: this['ParsedCallOptions'],
    _runManager?: CallbackManagerForLLMRun,
  ): Promise<ChatResult> {
    options.signal?.throwIfAborted()
    const message = this.reply(messages, readShapes(options.tools ?? []))
    return { generations: [{ text: message.text, message }] }
  }

  private reply(messages: readonly BaseMessage[], tools: ReadonlyMap<string, ToolShape>): AIMessage {
    const { knowledge, frame, boundCustomerId = null } = this.options
    const planner = preparePlanner(knowledge)
    const thread = readThread(messages)
    const { question, calls: done } = thread.current
    const words: WordRequest = { question, language: this.languageFor(thread), planner, frame, boundCustomerId }
    // Without tools (the last call that an agent allows) what has come back is all there is to say.
    if (tools.size === 0 && done.length > 0) return finish(wordResults(done, { assumed: [], notes: [] }, words))
    const plan = planQuestion({ question, thread, tools, planner, frame, boundCustomerId })
    if (plan.kind === 'reply') return finish(wordReply(plan, words))
    if (plan.kind === 'reword') {
      const latest = thread.earlier.findLast((turn) => turn.calls.length > 0)?.calls ?? []
      return finish(wordResults(latest, { assumed: [], notes: [] }, { ...words, language: plan.language }))
    }
    const next = nextCalls(plan.calls, done)
    return next.length === 0 ? finish(wordResults(done, plan, words)) : callTools(next, done.length, thread)
  }

  private languageFor(thread: ThreadState): Language {
    const { question } = thread.current
    if (this.options.language !== undefined) return this.options.language
    const hasWords = /\p{Script=Han}|[a-z]{2,}/iu.test(question.replaceAll(/\b[A-Z]+-\d+\b/gi, ''))
    const said = hasWords ? question : (thread.earlier.at(-1)?.question ?? question)
    return languageOf(said)
  }
}

/**
 * The calls that can be made now: all that follow up to the first that waits for a result which is not there yet. Nothing
 * follows a call about people who were not found.
 */
function nextCalls(calls: readonly PlannedCall[], done: readonly PastCall[]): readonly PlannedCall[] {
  const next: PlannedCall[] = []
  for (const [position, call] of calls.entries()) {
    if (position < done.length) continue
    if (call.ofFirst === true) {
      const customer = firstCustomer(done[position - 1] ?? null)
      if (customer === null) break
      next.push({ tool: call.tool, args: { ...call.args, customer_id: customer } })
    } else if (call.narrows === undefined) next.push(call)
    else {
      const found = done[call.narrows]
      if (found?.result?.ok !== true) break
      const within = listsCustomers(found) ? { within: found.result.result_id } : {}
      next.push({ tool: call.tool, args: { ...call.args, ...within } })
    }
  }
  return next
}

function callTools(calls: readonly PlannedCall[], from: number, thread: ThreadState): AIMessage {
  return new AIMessage({
    content: '',
    tool_calls: calls.map((call, index) => ({
      id: `call_${thread.earlier.length}_${from + index}`,
      name: call.tool,
      args: { ...call.args },
      type: 'tool_call' as const,
    })),
  })
}

const finish = (answer: ModelAnswer): AIMessage => new AIMessage(JSON.stringify(answer))

const shapes = new WeakMap<object, ReadonlyMap<string, ToolShape>>()

function readShapes(tools: readonly BindToolsInput[]): ReadonlyMap<string, ToolShape> {
  const known = shapes.get(tools)
  if (known !== undefined) return known
  const read = new Map(
    tools.flatMap((tool) => {
      const shape = readToolShape(convertToOpenAITool(tool as Record<string, unknown>))
      return shape === null ? [] : [[shape.name, shape] as const]
    }),
  )
  shapes.set(tools, read)
  return read
}
