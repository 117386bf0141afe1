import { performance } from 'node:perf_hooks'
import { ToolMessage } from '@langchain/core/messages'
import { canonicalJson } from '../../lib/canonical-json.ts'
import type { Answer } from '../../lib/answer.ts'
import type { ToolFailure, ToolResult } from '../../lib/tool-result.ts'
import type { ToolDefinition } from '../../../tools/define-tool.ts'
import type { Memory } from '../../services/memory/memory.ts'
import type { AskEvent } from '../ask.ts'
import type { AppliedMemories } from '../memory/apply-memories.ts'
import { citeFailure } from '../references/cite-failure.ts'
import type { ResultBook } from '../references/result-book.ts'
import { trimResult } from './trim-result.ts'

export type ToolCallRecord = Answer['tool_calls'][number]

export interface ToolCaller {
  /** Runs one call of the model and answers it; never throws. */
  call(call: {
    readonly id?: string | undefined
    readonly name: string
    readonly args: Record<string, unknown>
  }): Promise<ToolMessage>
  readonly records: readonly ToolCallRecord[]
  /** What was kept in mind and changed an argument. */
  readonly heeded: ReadonlySet<Memory>
  /** Failures of this turn, for wording a decline. */
  readonly failures: readonly ToolFailure[]
}

interface Made {
  readonly result: ToolResult
  /** The id under which a failure may be referred to. */
  readonly citedAs: string | null
}

export interface ToolCallerOptions {
  readonly tools: readonly ToolDefinition[]
  readonly book: ResultBook
  readonly run: (tool: ToolDefinition, args: Record<string, unknown>, resultId: string) => Promise<ToolResult>
  /** The arguments with what the asker asked to be kept in mind, and what of it that was; none when left out. */
  readonly heed?: (tool: ToolDefinition, args: Record<string, unknown>) => AppliedMemories
  /** Why these arguments may not be used, or null. */
  readonly objection: (args: Record<string, unknown>) => string | null
  readonly wordsFor: (tool: string) => string
  readonly onEvent: (event: AskEvent) => void
  readonly maxCalls: number
  /** Of the turn, for what a failure is cited for. */
  readonly asOf?: string
}

/**
 * The one way from a model's tool call to a result. A call that was already made in this turn gives the same result again,
 * so that a model that repeats itself, or a second model that takes over, has no second effect.
 */
export function createToolCaller(options: ToolCallerOptions): ToolCaller {
  const records: ToolCallRecord[] = []
  const failures: ToolFailure[] = []
  const heeded = new Set<Memory>()
  const made = new Map<string, Promise<Made>>()
  let steps = 0

  /** A call whose tool cannot take what is kept in mind is made as the model wrote it. */
  const runHeeding = async (tool: ToolDefinition, given: Record<string, unknown>, id: string) => {
    const { args, used } = options.heed?.(tool, given) ?? { args: given, used: [] }
    const result = await options.run(tool, { ...args }, id)
    const isUnfit = !result.ok && result.error.code === 'INVALID_INPUT' && args !== given
    if (isUnfit) return { args: given, result: await options.run(tool, given, id) }
    if (result.ok) for (const memory of used) heeded.add(memory)
    return { args, result }
  }

  const perform = async (name: string, given: Record<string, unknown>): Promise<Made> => {
    const refused = refuse(name, given)
    const step = (steps += 1)
    const words = options.wordsFor(name)
    const started = performance.now()
    options.onEvent({ type: 'step_started', step, tool: name, words })
    const tool = options.tools.find((candidate) => candidate.name === name)
    // A refused call takes no id: ids count what ran.
    const id = refused !== null || tool === undefined ? null : options.book.nextId()
    const { args, result } =
      id === null || tool === undefined
        ? { args: given, result: refused ?? failure('INTERNAL', 'unreachable', null) }
        : await runHeeding(tool, given, id)
    const resultId = result.ok ? result.result_id : null
    const cited =
      result.ok || id === null ? null : citeFailure(id, result, { tool: name, args, asOf: options.asOf ?? '' })
    if (cited !== null) options.book.addCited(cited)
    const elapsed = Math.round((performance.now() - started) * 10) / 10
    if (result.ok) options.book.add(result)
    else failures.push(result)
    records.push({ name, args, result_id: resultId, ok: result.ok, elapsed_ms: elapsed })
    options.onEvent({
      type: 'step_finished',
      step,
      tool: name,
      words,
      ok: result.ok,
      result_id: resultId,
      elapsed_ms: elapsed,
    })
    return { result, citedAs: cited?.result_id ?? null }
  }

  const refuse = (name: string, args: Record<string, unknown>): ToolFailure | null => {
    if (!options.tools.some((tool) => tool.name === name)) {
      const known = options.tools.map((tool) => tool.name).join(', ')
      return failure('NOT_FOUND', `there is no tool '${plainName(name)}'`, `Tools are: ${known}.`)
    }
    if (steps >= options.maxCalls) {
      return failure('RATE_LIMITED', 'too many tool calls in one turn', 'Answer with the results so far.')
    }
    if (typeof args[UNREADABLE] === 'string') {
      return failure('INVALID_INPUT', 'the arguments were not valid JSON', 'Send the call again with valid JSON.')
    }
    const objection = options.objection(args)
    return objection === null ? null : failure('FORBIDDEN', objection, 'Use only words of the user or ids of results.')
  }

  return {
    records,
    heeded,
    failures,
    async call({ id, name, args }) {
      const key = canonicalJson([name, args])
      const pending = made.get(key) ?? perform(name, args)
      made.set(key, pending)
      const { result, citedAs } = await pending
      return new ToolMessage({
        tool_call_id: id ?? '',
        name,
        content: trimResult(result, citedAs),
        artifact: result,
        status: result.ok ? 'success' : 'error',
      })
    },
  }
}

/** Key under which arguments that were no JSON are carried to where they are refused. */
export const UNREADABLE = '__unreadable__'

const plainName = (name: string): string => name.replaceAll(/[^\w-]/g, '').slice(0, 60)

const failure = (code: ToolFailure['error']['code'], message: string, hint: string | null): ToolFailure => ({
  ok: false,
  error: { code, message, field: null, hint, details: {} },
})
