import { Tiktoken } from 'js-tiktoken/lite'
import o200k from 'js-tiktoken/ranks/o200k_base'
import type { ProviderReply, ProviderRequest } from '../../tests/support/provider-stand-in.ts'

const encoding = new Tiktoken(o200k)
const tokensOf = (text: string): number => encoding.encode(text, [], []).length

/** What a chat format adds to each message for its role and ends. */
const PER_MESSAGE = 4

/**
 * Tokens of a request as it came over the wire, by the tokeniser of current OpenAI models (o200k): texts, calls and the JSON
 * of the declared tools. Providers rewrite tools more tersely, so this is not too little.
 */
export const tokensIn = ({ messages, tools = [] }: ProviderRequest): number =>
  messages.reduce((sum, { content, ...rest }) => {
    const calls = 'tool_calls' in rest ? tokensOf(JSON.stringify(rest.tool_calls)) : 0
    return sum + PER_MESSAGE + tokensOf(textOf(content)) + calls
  }, 0) + (tools.length === 0 ? 0 : tokensOf(JSON.stringify(tools)))

/** A content may come as a list of blocks. */
const textOf = (content: unknown): string =>
  typeof content === 'string' ? content : content === null ? '' : JSON.stringify(content)

/** Tokens of a reply: its text, or names and arguments of its calls. */
export function tokensOut(reply: ProviderReply): number {
  if (reply.kind === 'text') return tokensOf(reply.text)
  if (reply.kind === 'calls')
    return reply.calls.reduce((sum, call) => sum + PER_MESSAGE + tokensOf(call.name + call.args), 0)
  return 0
}
