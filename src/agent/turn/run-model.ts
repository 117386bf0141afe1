import type { BaseMessage } from '@langchain/core/messages'
import { AIMessage, type UsageMetadata } from '@langchain/core/messages'
import { tool, type StructuredToolInterface } from '@langchain/core/tools'
import { createAgent, createMiddleware, type AnyAgentMiddleware } from 'langchain'
import { KithError } from '../../lib/errors.ts'
import { GEN_AI, OPERATIONS } from '../../lib/operation-names.ts'
import type { Telemetry } from '../../lib/telemetry.ts'
import type { ToolDefinition } from '../../../tools/define-tool.ts'
import type { AgentModel } from '../agent-model.ts'
import { callLimits } from './call-limits.ts'
import type { ToolCaller } from './call-tools.ts'
import { compactSchema } from './compact-schema.ts'
import { mendModelMessage } from './mend-model-message.ts'
import { MORE_TOOLS, moreTools, openTools } from './more-tools.ts'
import type { PrivacyBoundary } from './privacy-boundary.ts'
import type { VisibleTools } from './visible-tools.ts'

/** Calls and tokens that a turn has used, over all its models. */
export interface TurnUsage {
  inputTokens: number
  outputTokens: number
  modelCalls: number
}

export interface ModelRun {
  readonly model: AgentModel
  readonly system: string
  readonly messages: readonly BaseMessage[]
  readonly tools: readonly ToolDefinition[]
  /** Which of the tools the model sees, and how it gets others; null for a model that takes them all. */
  readonly visible: VisibleTools | null
  readonly caller: ToolCaller
  /** Stands between the process and a model elsewhere; null for a model inside the process. */
  readonly boundary: PrivacyBoundary | null
  readonly usage: TurnUsage
  /** Model calls that this run may still make; the last one is made without tools, so that it must answer. */
  readonly callsLeft: number
  readonly maxToolCalls: number
  readonly maxTokens: number
  readonly signal: AbortSignal
  readonly telemetry: Telemetry
}

/** Lets the model call tools until it answers. Returns all messages, the final one last. */
export async function runModel(run: ModelRun): Promise<readonly BaseMessage[]> {
  let calls = 0
  const boundary = createMiddleware({
    name: 'KithBoundary',
    wrapModelCall: async (request, handler) => {
      const spent = run.usage.inputTokens + run.usage.outputTokens
      if (spent >= run.maxTokens) {
        throw new KithError('TOO_LARGE', `the turn has used ${spent} of its ${run.maxTokens} tokens`, {
          details: { reason_code: 'too_many_tokens' },
        })
      }
      calls += 1
      run.usage.modelCalls += 1
      const messages = run.boundary === null ? request.messages : run.boundary.conceal(request.messages)
      const tools = calls >= run.callsLeft ? [] : request.tools.filter(isShown)
      const reply = await run.telemetry.run(modelCall(run.model), async (note) => {
        const message = await handler({ ...request, messages, tools })
        const { input_tokens: read = 0, output_tokens: written = 0 } = tokensOf(message) ?? {}
        run.usage.inputTokens += read
        run.usage.outputTokens += written
        note({ [GEN_AI.inputTokens]: read, [GEN_AI.outputTokens]: written })
        return message
      })
      const mended = mendModelMessage(reply, { mustBeFinished: run.model.provider !== 'embedded' })
      return run.boundary === null ? mended : run.boundary.reveal(mended)
    },
    wrapToolCall: ({ toolCall }) =>
      toolCall.name === MORE_TOOLS && run.visible !== null
        ? openTools(run.visible, toolCall)
        : run.caller.call(toolCall),
  })
  const isShown = ({ name }: { readonly name?: unknown }): boolean =>
    run.visible === null || name === MORE_TOOLS || run.visible.declared().has(String(name))
  const more = run.visible === null || run.visible.others.length === 0 ? [] : [moreTools(run.visible)]
  const middleware: readonly AnyAgentMiddleware[] = [...callLimits(run.callsLeft, run.maxToolCalls), boundary]
  const agent = createAgent({
    model: run.model.chatModel,
    systemPrompt: run.system,
    tools: [...run.tools.map((definition) => declareTool(definition, run.caller)), ...more],
    middleware,
  })
  const state = await agent.invoke({ messages: [...run.messages] }, { signal: run.signal, recursionLimit: 50 })
  return state.messages
}

const modelCall = ({ provider, name }: AgentModel) => ({
  name: `${OPERATIONS.model} ${name}`,
  attributes: {
    [GEN_AI.operation]: OPERATIONS.model,
    [GEN_AI.provider]: provider === 'embedded' ? 'kith' : provider,
    [GEN_AI.requestModel]: name,
  },
})

/** The message's own type loses the shape of what it holds. */
const tokensOf = (reply: AIMessage): UsageMetadata | undefined => reply.usage_metadata

/** The text of the final message. */
export function finalText(messages: readonly BaseMessage[]): string {
  const last = messages.at(-1)
  return last !== undefined && AIMessage.isInstance(last) ? last.text : ''
}

/** Our definition as a model sees it. Arguments are checked where every tool call is, so here they pass as they are. */
function declareTool(definition: ToolDefinition, caller: ToolCaller): StructuredToolInterface {
  const schema = compactSchema(definition)
  return tool(
    async (args) => {
      const message = await caller.call({ name: definition.name, args: args as Record<string, unknown> })
      return [message.content, message.artifact]
    },
    { name: definition.name, description: definition.description, schema, responseFormat: 'content_and_artifact' },
  )
}
