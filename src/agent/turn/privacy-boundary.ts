import { AIMessage, HumanMessage, ToolMessage, type BaseMessage } from '@langchain/core/messages'
import { mapStrings } from '../../lib/map-strings.ts'

/** Replaces identifiers by tokens on the way to a model elsewhere, and tokens by identifiers on the way back. */
export interface PrivacyBoundary {
  conceal(messages: readonly BaseMessage[]): BaseMessage[]
  reveal(reply: AIMessage): AIMessage
}

export interface Concealment {
  /** `key` and `owner`: the field of the record that the string stands in, when it stands in one. */
  conceal(text: string, key: string | null, owner: Readonly<Record<string, unknown>> | null): string
  reveal(text: string): string
}

export function createPrivacyBoundary(concealment: Concealment): PrivacyBoundary {
  const { conceal, reveal } = concealment
  const concealJson = (text: string): string => throughJson(text, conceal)
  const concealMessage = (message: BaseMessage): BaseMessage => {
    if (ToolMessage.isInstance(message)) {
      const { tool_call_id, name, status } = message
      return new ToolMessage({
        tool_call_id,
        content: concealJson(message.text),
        ...(name === undefined ? {} : { name }),
        ...(status === undefined ? {} : { status }),
      })
    }
    if (AIMessage.isInstance(message)) {
      const calls = (message.tool_calls ?? []).map((call) => ({
        ...call,
        args: mapStrings(call.args, conceal) as Record<string, unknown>,
      }))
      return new AIMessage({ content: concealJson(message.text), tool_calls: calls })
    }
    if (HumanMessage.isInstance(message)) return new HumanMessage(conceal(message.text, null, null))
    return message
  }
  return {
    conceal: (messages) => messages.map(concealMessage),
    reveal: (reply) =>
      new AIMessage({
        content: throughJson(reply.text, (text) => reveal(text)),
        tool_calls: (reply.tool_calls ?? []).map((call) => ({
          ...call,
          args: mapStrings(call.args, reveal) as Record<string, unknown>,
        })),
        response_metadata: reply.response_metadata,
        ...(reply.usage_metadata === undefined ? {} : { usage_metadata: reply.usage_metadata }),
      }),
  }
}

/** Strings of a JSON document one by one, so that a quote inside one cannot break the rest; other text as a whole. */
function throughJson(text: string, replace: Concealment['conceal']): string {
  if (!/^\s*[[{]/.test(text)) return replace(text, null, null)
  try {
    return JSON.stringify(mapStrings(JSON.parse(text), replace))
  } catch {
    return replace(text, null, null)
  }
}
