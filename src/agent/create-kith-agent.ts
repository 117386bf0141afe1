import { randomUUID } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import { HumanMessage } from '@langchain/core/messages'
import { asOfDate } from '../lib/as-of.ts'
import type { Answer, Language } from '../lib/answer.ts'
import { InvalidInputError } from '../lib/errors.ts'
import type { Log } from '../lib/log.ts'
import { GEN_AI, OPERATIONS } from '../lib/operation-names.ts'
import { unwatched, type Telemetry } from '../lib/telemetry.ts'
import type { MemoryOrder } from '../lib/memory.ts'
import type { ToolFailure, ToolSuccess } from '../lib/tool-result.ts'
import type { Actor } from '../services/access/actor.ts'
import type { ServiceContext } from '../services/context.ts'
import type { FindIdentifiers } from '../privacy/create-identifier-finder.ts'
import { listMemories, mayRemember } from '../services/memory/memory.ts'
import { openThread } from '../services/threads/open-thread.ts'
import { recordTurn } from '../services/threads/record-turn.ts'
import { takeBackTurns } from '../services/threads/take-back-turns.ts'
import type { ToolDefinition } from '../../tools/define-tool.ts'
import { runTool } from '../../tools/run-tool.ts'
import { DEFAULT_LIMITS, USUAL_QUEUE, type AgentLimits } from './agent-limits.ts'
import type { AgentModel } from './agent-model.ts'
import type { Ask } from './ask.ts'
import { applyMemories } from './memory/apply-memories.ts'
import { obeyMemoryOrder } from './memory/obey-memory-order.ts'
import { languageAsked } from './memory/with-memories.ts'
import { createResultBook } from './references/result-book.ts'
import { assembleAnswer } from './turn/assemble-answer.ts'
import { createToolCaller } from './turn/call-tools.ts'
import { condenseHistory } from './turn/condense-history.ts'
import { concealmentFor } from './turn/concealment.ts'
import { createPrivacyBoundary } from './turn/privacy-boundary.ts'
import { rebuildMessages } from './turn/rebuild-messages.ts'
import { streamText } from './turn/stream-text.ts'
import { taintObjection } from './turn/taint-objection.ts'
import type { Turn } from './turn/turn.ts'
import { createVisibleTools } from './turn/visible-tools.ts'
import { createTurnQueue, type TurnQueueLimits } from './turn-queue.ts'
import { waitedTooLong, workOnTurn } from './turn/work-on-turn.ts'
import type { FindNames } from './verifier/find-strangers.ts'
import { createOwnWords } from './verifier/own-words.ts'
import { detectLanguage } from './words/detect-language.ts'
import { fillPrompt, type PromptTexts } from './words/fill-prompt.ts'

export interface KithAgentOptions {
  /** For one question, tried in this order; the last one should be the embedded planner, which cannot be unreachable. */
  readonly models: (ask: Ask, ctx: ServiceContext) => readonly AgentModel[]
  readonly tools: readonly ToolDefinition[]
  readonly contextFor: (
    actor: Actor,
    options: {
      readonly asOf?: string | undefined
      readonly language?: Language | undefined
      readonly earlierResult?: ((resultId: string) => ToolSuccess | null) | undefined
      readonly signal?: AbortSignal | undefined
    },
  ) => ServiceContext
  /** Names of tools that fit the question, best first; all tools when left out. */
  readonly shortlist?: (question: string, earlierQuestions: readonly string[], ctx: ServiceContext) => readonly string[]
  /** Why a tool is not called in this shop as it is, or null; every call is made when left out. */
  readonly refuseCall?: (tool: string, ctx: ServiceContext) => ToolFailure | null
  readonly systemPrompt: PromptTexts['system']
  readonly surfaces?: PromptTexts['surfaces']
  /** Words for enum values, by language. */
  readonly labels: Readonly<Record<Language, Readonly<Record<string, string>>>>
  /** Words for a running step, by tool name: what the asker sees while waiting. */
  readonly stepWords?: Readonly<Record<Language, Readonly<Record<string, string>>>>
  /** The project's own wordings and replies: what they say word for word needs no result. */
  readonly ownTexts?: readonly string[]
  /** Reads what a user wants kept in mind, listed or dropped; null for a question. Nothing is kept when left out. */
  readonly readMemoryOrder?: (question: string, ctx: ServiceContext) => MemoryOrder | null
  /** Where names of the shop's products stand in a text; they are not looked for when left out. */
  readonly findProducts?: (text: string, ctx: ServiceContext) => ReturnType<FindNames>
  /** Finds identifiers in text: `createIdentifierFinder` of src/privacy. */
  readonly findIdentifiers: FindIdentifiers
  readonly log: Log
  /** Watches turns, calls of models and calls of tools; nobody does when left out. */
  readonly telemetry?: Telemetry
  readonly limits?: Partial<AgentLimits>
  /** How many turns are worked on at once and how many may wait; the usual ones when left out. */
  readonly queue?: Partial<TurnQueueLimits>
  readonly newThreadId?: () => string
}

export interface KithAgent {
  /**
   * Answers one question. Every outcome that a user can act on is an Answer.
   *
   * @throws {KithError} INVALID_INPUT for an empty question or a bad as-of, NOT_FOUND for a thread that is not the actor's,
   * CANCELLED when the signal was aborted, UNAVAILABLE when too many questions wait already
   */
  ask(question: Ask): Promise<Answer>
  /** Turns that are worked on, and that wait for their place. */
  load(): { readonly running: number; readonly waiting: number }
}

/** The conversation loop over any chat models: tools through services, figures by reference, verified before shown. */
export function createKithAgent(options: KithAgentOptions): KithAgent {
  const limits = { ...DEFAULT_LIMITS, ...options.limits }
  const isOwnWords = createOwnWords(options.ownTexts ?? [])
  const telemetry = options.telemetry ?? unwatched
  const newThreadId = options.newThreadId ?? (() => `t_${randomUUID()}`)
  const queue = createTurnQueue({ ...USUAL_QUEUE, ...options.queue })

  return {
    ask: (ask) =>
      queue.run(
        {
          asker: ask.actor.id,
          threadId: ask.threadId,
          signal: ask.signal,
          onWait: (ahead) => ask.onEvent?.({ type: 'waiting', ahead }),
        },
        (inTime) => watched(ask, inTime),
      ),
    load: queue.load,
  }

  function watched(ask: Ask, inTime: boolean): Promise<Answer> {
    return telemetry.run(TURN, async (note) => {
      const answered = await answer(ask, inTime)
      note({ [GEN_AI.conversation]: answered.thread_id, [GEN_AI.requestModel]: answered.model.name })
      return answered
    })
  }

  async function answer(ask: Ask, inTime: boolean): Promise<Answer> {
    const started = performance.now()
    const question = ask.question.trim()
    if (question === '') throw new InvalidInputError('the question is empty', { field: 'message' })
    const actor = ask.customerId === undefined ? ask.actor : { ...ask.actor, boundCustomerId: ask.customerId }
    const onEvent = ask.onEvent ?? (() => {})
    const asker = ask.signal ?? new AbortController().signal
    const turnTime = AbortSignal.timeout(limits.turnMs)
    const signal = AbortSignal.any([asker, turnTime])

    const ctx = options.contextFor(actor, { asOf: ask.asOf, signal })
    if (ask.threadId !== undefined && ask.replacesFrom !== undefined) {
      takeBackTurns({ ctx, input: { threadId: ask.threadId, from: ask.replacesFrom } })
    }
    const thread = openThread({ ctx, input: { threadId: ask.threadId, newId: newThreadId } })
    const earlier = thread.turns.map((turn) => turn.question)
    const memories = listMemories({ ctx })
    const language = ask.language ?? languageAsked(memories) ?? detectLanguage([question, ...earlier.toReversed()])
    const base = { ...ctx, language }
    onEvent({ type: 'thread', thread_id: thread.id })
    const book = createResultBook(thread.earlierResult, thread.lastResultNumber)
    const concealment = concealmentFor(thread.identities, options.findIdentifiers)
    const tools = shortlisted(options, base, { most: limits.visibleTools, question, earlier })
    const caller = createToolCaller({
      tools: options.tools,
      book,
      onEvent,
      maxCalls: limits.toolCalls,
      asOf: new Date(base.asOf.until - 1).toISOString(),
      wordsFor: (tool) => options.stepWords?.[language][tool] ?? tool.replaceAll('_', ' '),
      heed: (tool, args) => applyMemories({ tool, args, question }, memories, base.asOf.day),
      objection: (args) => taintObjection(args, { question, turns: thread.turns, book, failures: caller.failures }),
      run: (tool, args, resultId) =>
        telemetry.run(toolCall(tool.name), async (note) => {
          const refused = options.refuseCall?.(tool.name, base) ?? null
          if (refused !== null) return refused
          const result = await runTool({
            tool,
            args,
            resultId,
            contextFor: (asOf) =>
              options.contextFor(actor, {
                asOf: asOf ?? ask.asOf,
                language,
                earlierResult: (id) => book.get(id) ?? null,
                signal,
              }),
          })
          if (!result.ok) note({ [GEN_AI.error]: result.error.code })
          return result
        }),
    })
    const asOf = asOfDate(base.asOf)
    const asked = new HumanMessage({ content: question, additional_kwargs: { language, as_of: asOf } })
    const turn: Turn = {
      question,
      said: [question, ...earlier].join('\n'),
      earlierResults: () =>
        thread.turns.flatMap(({ answer: { tool_calls: calls } }) =>
          calls.flatMap(({ result_id: id }) => (id === null ? [] : (thread.earlierResult(id) ?? []))),
        ),
      findNames: (text) => [
        ...options.findIdentifiers(text).filter(({ kind }) => kind === 'name'),
        ...(options.findProducts?.(text, base) ?? []),
      ],
      language,
      labels: options.labels,
      memories,
      isOwnWords,
      system: fillPrompt({ system: options.systemPrompt, surfaces: options.surfaces ?? {} }, base, language, memories),
      messages: [...rebuildMessages(thread), asked],
      shortMessages: [...condenseHistory(thread, limits.historyTokens), asked],
      tools,
      allTools: options.tools,
      visible: createVisibleTools({
        shortlist: tools,
        all: options.tools,
        find: (about) => options.shortlist?.(about, [], base) ?? [],
        tokens: limits.toolTokens,
        most: limits.visibleTools,
      }),
      book,
      caller,
      boundary: createPrivacyBoundary(concealment),
      usage: { inputTokens: 0, outputTokens: 0, modelCalls: 0 },
      limits,
      log: options.log,
      telemetry,
      signal,
      remoteSignal: AbortSignal.timeout(limits.remoteMs),
    }

    const order = mayRemember(actor) ? (options.readMemoryOrder?.(question, base) ?? null) : null
    const models = options.models(ask, base)
    const { settled, model, draft } = inTime
      ? await workOnTurn(turn, models, asker, turnTime, () =>
          order === null
            ? null
            : obeyMemoryOrder(order, { ctx: base, language, book, asOf, findIdentifiers: options.findIdentifiers }),
        )
      : waitedTooLong(models, language)
    const answered = assembleAnswer({
      threadId: thread.id,
      turn,
      settled,
      model,
      asOf,
      elapsedMs: Math.round(performance.now() - started),
    })
    recordTurn({
      ctx: base,
      input: {
        threadId: thread.id,
        identities: thread.identities,
        question,
        answer: answered,
        draft,
        results: book.toKeep(),
        conceal: concealment.conceal,
      },
    })
    streamText(answered.text, onEvent)
    return answered
  }
}

const TURN = {
  name: `${OPERATIONS.turn} kith`,
  attributes: { [GEN_AI.operation]: OPERATIONS.turn, [GEN_AI.agent]: 'kith' },
}

const toolCall = (name: string) => ({
  name: `${OPERATIONS.tool} ${name}`,
  attributes: { [GEN_AI.operation]: OPERATIONS.tool, [GEN_AI.tool]: name, [GEN_AI.toolType]: 'function' },
})

function shortlisted(
  { tools, shortlist }: KithAgentOptions,
  ctx: ServiceContext,
  { most, question, earlier }: { most: number; question: string; earlier: readonly string[] },
): readonly ToolDefinition[] {
  if (tools.length <= most || shortlist === undefined) return tools.slice(0, most)
  const names = shortlist(question, earlier, ctx).slice(0, most)
  return names.flatMap((name) => tools.find((tool) => tool.name === name) ?? [])
}
