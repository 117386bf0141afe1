import { AIMessage, HumanMessage, ToolMessage, type BaseMessage } from '@langchain/core/messages'
import type { OpenThread } from '../../services/threads/open-thread.ts'
import type { StoredTurn } from '../../services/threads/stored-turn.ts'
import { trimResult } from './trim-result.ts'

/**
 * The earlier turns of a thread as a model would have seen them: question, tool calls, results, final JSON. Follow-up
 * suggestions are left out, so that a model does not learn to answer its own.
 */
export const rebuildMessages = (thread: Pick<OpenThread, 'turns' | 'earlierResult'>): BaseMessage[] =>
  thread.turns.flatMap((turn) => rebuildTurn(turn, thread.earlierResult))

function rebuildTurn(turn: StoredTurn, earlierResult: OpenThread['earlierResult']): BaseMessage[] {
  const { answer } = turn
  const calls = answer.tool_calls.flatMap((call, index) => {
    const result = call.result_id === null ? undefined : earlierResult(call.result_id)
    return result === undefined
      ? []
      : [{ id: `call_${turn.position}_${index}`, name: call.name, args: call.args, result }]
  })
  const asked: BaseMessage[] = [new HumanMessage(turn.question)]
  if (calls.length > 0) {
    asked.push(
      new AIMessage({
        content: '',
        tool_calls: calls.map(({ id, name, args }) => ({ id, name, args, type: 'tool_call' as const })),
      }),
      ...calls.map(
        ({ id, name, result }) =>
          new ToolMessage({ tool_call_id: id, name, content: trimResult(result), artifact: result, status: 'success' }),
      ),
    )
  }
  const final = {
    kind: answer.kind,
    text: turn.draft,
    missing: answer.missing,
    options: answer.options,
    reason_code: answer.reason_code,
  }
  return [...asked, new AIMessage(JSON.stringify(final))]
}
