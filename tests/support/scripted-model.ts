import { BaseChatModel } from '@langchain/core/language_models/chat_models'
import { AIMessage, type BaseMessage } from '@langchain/core/messages'
import type { ChatResult } from '@langchain/core/outputs'
import type { StructuredToolInterface } from '@langchain/core/tools'

/** What the model says to the messages so far: a tool call, several, or its final words. */
export type Script = (
  messages: readonly BaseMessage[],
  tools: readonly string[],
) =>
  | { readonly calls: readonly { readonly name: string; readonly args: Record<string, unknown> }[] }
  | { readonly final: unknown }
  | Promise<never>

/** A chat model that follows a script, with what it was shown kept for assertions. */
export class ScriptedModel extends BaseChatModel {
  readonly shown: (readonly BaseMessage[])[] = []
  private readonly script: Script
  private tools: readonly string[] = []

  constructor(script: Script) {
    super({})
    this.script = script
  }

  _llmType(): string {
    return 'scripted'
  }

  override bindTools(tools: StructuredToolInterface[]): ScriptedModel {
    const bound = new ScriptedModel(this.script)
    Object.defineProperty(bound, 'shown', { value: this.shown })
    bound.tools = tools.map((tool) => tool.name)
    return bound
  }

  async _generate(messages: BaseMessage[]): Promise<ChatResult> {
    this.shown.push(messages)
    const said = await this.script(messages, this.tools)
    const message =
      'final' in said
        ? new AIMessage(typeof said.final === 'string' ? said.final : JSON.stringify(said.final))
        : new AIMessage({
            content: '',
            tool_calls: said.calls.map((call, index) => ({
              ...call,
              id: `c${messages.length}_${index}`,
              type: 'tool_call',
            })),
          })
    message.response_metadata = { finish_reason: 'calls' in said ? 'tool_calls' : 'stop' }
    return { generations: [{ text: message.text, message }] }
  }
}
