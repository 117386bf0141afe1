import { AIMessage, AIMessageChunk } from '@langchain/core/messages'
import { KithError } from '../../lib/errors.ts'
import { UNREADABLE } from './call-tools.ts'

/** Characters; ten times any answer. */
const LONGEST_REPLY = 40_000

const FINISHED: ReadonlySet<unknown> = new Set(['stop', 'tool_calls', 'function_call', 'end_turn', 'eos'])

/**
 * A reply in a shape that the loop can go on with: calls whose arguments were no JSON become calls that are refused with
 * that reason, ids that were given twice become distinct. The message's own id is left out: a server that gives one id to
 * every reply would make the loop replace earlier messages by later ones.
 *
 * @throws {KithError} UNAVAILABLE for a reply that stopped before its end: half a sentence must never pass as an answer
 */
export function mendModelMessage(
  reply: AIMessage,
  { mustBeFinished }: { readonly mustBeFinished: boolean },
): AIMessage {
  const reason: unknown = reply.response_metadata['finish_reason']
  if (mustBeFinished && !FINISHED.has(reason)) {
    throw new KithError('UNAVAILABLE', 'the model stopped in the middle of its reply', { details: { reason } })
  }
  if (reply.text.length > LONGEST_REPLY) {
    throw new KithError('UNAVAILABLE', `the model replied with ${reply.text.length} characters`)
  }
  const cut = idsOfCutCalls(reply)
  const unreadable = (reply.invalid_tool_calls ?? []).map((call) => ({
    id: call.id ?? 'call',
    name: call.name ?? '',
    args: { [UNREADABLE]: call.args ?? '' },
    type: 'tool_call' as const,
  }))
  const seen = new Set<string>()
  const calls = [...(reply.tool_calls ?? []), ...unreadable].map((given, index) => {
    const call = cut.has(given.id) ? { ...given, args: { [UNREADABLE]: '' } } : given
    let id = call.id === undefined || call.id === '' ? `call_${index}` : call.id
    while (seen.has(id)) id = `${id}_${index}`
    seen.add(id)
    return { ...call, id }
  })
  if (calls.length === 0 && reply.text.trim() === '' && mustBeFinished) {
    throw new KithError('UNAVAILABLE', 'the model replied with nothing')
  }
  return new AIMessage({
    content: reply.text,
    tool_calls: calls,
    response_metadata: reply.response_metadata,
    ...(reply.usage_metadata === undefined ? {} : { usage_metadata: reply.usage_metadata }),
  })
}

/** Streamed calls whose arguments were no whole JSON: the client mends them silently, and half a filter is another filter. */
function idsOfCutCalls(reply: AIMessage): ReadonlySet<string | undefined> {
  if (!AIMessageChunk.isInstance(reply)) return new Set()
  const cut = (reply.tool_call_chunks ?? []).filter(({ args }) => {
    if (args === undefined || args === '') return false
    try {
      JSON.parse(args)
      return false
    } catch {
      return true
    }
  })
  return new Set(cut.map((call) => call.id))
}
