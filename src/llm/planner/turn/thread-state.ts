import { AIMessage, HumanMessage, ToolMessage, type BaseMessage } from '@langchain/core/messages'
import type { ToolResult } from '../../../lib/tool-result.ts'

export interface PastCall {
  readonly tool: string
  readonly args: Readonly<Record<string, unknown>>
  /** Null while it has not come back. */
  readonly result: ToolResult | null
  /** The id under which the dates of a failed call may be referred to; null when there are none. */
  readonly citedAs: string | null
}

export interface PastTurn {
  readonly question: string
  readonly calls: readonly PastCall[]
  /** How the turn ended: kind and what was missing; null when it has not. */
  readonly reply: { readonly kind: string; readonly missing: readonly string[] } | null
}

/** What a thread says of where the conversation stands. */
export interface ThreadState {
  /** Turns before the present question, oldest first. */
  readonly earlier: readonly PastTurn[]
  readonly current: PastTurn
}

/** Reads the messages of a thread: questions, calls with their results, final answers. */
export function readThread(messages: readonly BaseMessage[]): ThreadState {
  const turns: { question: string; calls: PastCall[]; reply: PastTurn['reply'] }[] = []
  const results = new Map<string, Pick<PastCall, 'result' | 'citedAs'>>()
  for (const message of messages) {
    if (ToolMessage.isInstance(message))
      results.set(message.tool_call_id, { result: readResult(message), citedAs: readCitation(message) })
  }
  for (const message of messages) {
    const turn = turns.at(-1)
    if (HumanMessage.isInstance(message)) turns.push({ question: message.text, calls: [], reply: null })
    else if (AIMessage.isInstance(message) && turn !== undefined) {
      const calls = message.tool_calls ?? []
      for (const call of calls) {
        const back = results.get(call.id ?? '') ?? { result: null, citedAs: null }
        turn.calls.push({ tool: call.name, args: call.args, ...back })
      }
      if (calls.length === 0) turn.reply = readReply(message.text)
    }
  }
  return { earlier: turns.slice(0, -1), current: turns.at(-1) ?? { question: '', calls: [], reply: null } }
}

const isRecord = (value: unknown): value is Record<string, unknown> => value !== null && typeof value === 'object'

function readResult(message: ToolMessage): ToolResult | null {
  const artifact: unknown = message.artifact
  if (isRecord(artifact) && typeof artifact['ok'] === 'boolean') return artifact as unknown as ToolResult
  try {
    const content: unknown = JSON.parse(message.text)
    if (isRecord(content) && typeof content['ok'] === 'boolean') {
      return {
        facts: [],
        table: null,
        chart: null,
        gate: null,
        warnings: [],
        suggestions: [],
        ...content,
      } as unknown as ToolResult
    }
  } catch {
    // A message that is not JSON carries no result.
  }
  return null
}

/** A failure's own message carries the id; the result beside it does not. */
function readCitation(message: ToolMessage): string | null {
  try {
    const content: unknown = JSON.parse(message.text)
    return isRecord(content) && content['ok'] === false && typeof content['result_id'] === 'string'
      ? content['result_id']
      : null
  } catch {
    return null
  }
}

function readReply(text: string): PastTurn['reply'] {
  try {
    const value: unknown = JSON.parse(text)
    if (isRecord(value) && typeof value['kind'] === 'string') {
      const missing = Array.isArray(value['missing']) ? value['missing'].map(String) : []
      return { kind: value['kind'], missing }
    }
  } catch {
    // Plain words of another model: an answer.
  }
  return { kind: 'answer', missing: [] }
}

/** The latest call before the present question that came back well. */
export function lastCall(thread: ThreadState): PastCall | null {
  return (
    thread.earlier
      .toReversed()
      .flatMap((turn) => turn.calls.toReversed())
      .find((call) => call.result?.ok === true) ?? null
  )
}

/**
 * The call that "those" speaks of: the last one of the turn before, small talk aside. Null when that turn was not answered
 * or nothing was ever asked: then there is nobody to speak of.
 */
export function callBefore(thread: ThreadState): PastCall | null {
  const turn = thread.earlier.findLast(({ calls, reply }) => calls.length > 0 || reply?.kind !== 'answer')
  return turn?.calls.findLast((call) => call.result?.ok === true) ?? null
}

/** Whether a result names customers, so that a question can narrow it to some of them. */
export function listsCustomers(call: PastCall | null): boolean {
  const data: unknown = call?.result?.ok === true ? call.result.data : null
  return isRecord(data) && Array.isArray(data['customers'])
}

/** The customer who stands first in a result; null where nobody does. */
export function firstCustomer(call: PastCall | null): string | null {
  const data: unknown = call?.result?.ok === true ? call.result.data : null
  const first: unknown = isRecord(data) && Array.isArray(data['customers']) ? data['customers'][0] : null
  return isRecord(first) && typeof first['customer_id'] === 'string' ? first['customer_id'] : null
}

/** What lists name: people, whom a plan writes to or whose accounts are risky among them, and orders. */
const LISTS = [
  ['customers', 'customer_id'],
  ['actions', 'customer_id'],
  ['accounts', 'customer_id'],
  ['flagged', 'order_id'],
  ['orders', 'order_id'],
] as const

/** The customer or order at a rank, from 1, of the list that was just shown; null without one. */
export function listedAt(
  thread: ThreadState,
  rank: number,
): { readonly field: 'customer_id' | 'order_id'; readonly value: string } | null {
  const call = callBefore(thread)
  const data: unknown = call?.result?.ok === true ? call.result.data : null
  if (!isRecord(data)) return null
  for (const [list, field] of LISTS) {
    const rows = data[list]
    const found: unknown = Array.isArray(rows) ? rows[rank - 1] : null
    if (isRecord(found) && typeof found[field] === 'string') return { field, value: found[field] }
  }
  return null
}

/** The customer that the conversation was last about. */
export function lastCustomer(thread: ThreadState): string | null {
  for (const turn of thread.earlier.toReversed()) {
    for (const call of turn.calls.toReversed()) {
      if (typeof call.args['customer_id'] === 'string') return call.args['customer_id']
    }
  }
  return null
}
