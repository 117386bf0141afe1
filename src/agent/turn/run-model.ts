import type { BaseMessage } from '@langchain/core/messages'
import { AIMessage, type UsageMetadata } from '@langchain/core/messages'
import { tool, type StructuredToolInterface } from '@langchain/core/tools'
import { createAgent, createMiddleware, type AnyAgentMiddleware } from 'langchain'
import { z } from 'zod'
import { KithError } from '../../lib/errors.ts'
import type { ToolDefinition } from '../../../tools/define-tool.ts'
import type { AgentModel } from '../agent-model.ts'
import { callLimits } from './call-limits.ts'
import type { ToolCaller } from './call-tools.ts'
import { mendModelMessage } from './mend-model-message.ts'
import type { PrivacyBoundary } from './privacy-boundary.ts'

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
  readonly caller: ToolCaller
  /** Stands between the process and a model elsewhere; null for a model inside the process. */
  readonly boundary: PrivacyBoundary | null
  readonly usage: TurnUsage
  /** Model calls that this run may still make; the last one is made without tools, so that it must answer. */
  readonly callsLeft: number
  readonly maxToolCalls: number
  readonly maxTokens: number
  readonly signal: AbortSignal
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
      const tools = calls >= run.callsLeft ? [] : request.tools
      const reply = await handler({ ...request, messages, tools })
      const tokens = tokensOf(reply)
      run.usage.inputTokens += tokens?.input_tokens ?? 0
      run.usage.outputTokens += tokens?.output_tokens ?? 0
      const mended = mendModelMessage(reply, { mustBeFinished: run.model.provider !== 'embedded' })
      return run.boundary === null ? mended : run.boundary.reveal(mended)
    },
    wrapToolCall: ({ toolCall }) => run.caller.call(toolCall),
  })
  const middleware: readonly AnyAgentMiddleware[] = [...callLimits(run.callsLeft, run.maxToolCalls), boundary]
  const agent = createAgent({
    model: run.model.chatModel,
    systemPrompt: run.system,
    tools: run.tools.map((definition) => declareTool(definition, run.caller)),
    middleware,
  })
  const state = await agent.invoke({ messages: [...run.messages] }, { signal: run.signal, recursionLimit: 50 })
  return state.messages
}

/** The message's own type loses the shape of what it holds. */
const tokensOf = (reply: AIMessage): UsageMetadata | undefined => reply.usage_metadata

/** The text of the final message. */
export function finalText(messages: readonly BaseMessage[]): string {
  const last = messages.at(-1)
  return last !== undefined && AIMessage.isInstance(last) ? last.text : ''
}

const asOfSchema = z.string().describe('Only when the user names a date to look back from: YYYY-MM-DD.')

/** Our definition as a model sees it. Arguments are checked where every tool call is, so here they pass as they are. */
function declareTool(definition: ToolDefinition, caller: ToolCaller): StructuredToolInterface {
  const schema = schemaOf(definition)
  return tool(
    async (args) => {
      const message = await caller.call({ name: definition.name, args: args as Record<string, unknown> })
      return [message.content, message.artifact]
    },
    { name: definition.name, description: definition.description, schema, responseFormat: 'content_and_artifact' },
  )
}

const schemas = new WeakMap<ToolDefinition, ReturnType<typeof makeSchema>>()

const makeSchema = (definition: ToolDefinition) =>
  z.toJSONSchema(definition.input.extend({ as_of: asOfSchema.optional() }), { io: 'input', unrepresentable: 'any' })

/** The arguments of a tool as JSON schema; made once, as every question declares every tool. */
function schemaOf(definition: ToolDefinition): ReturnType<typeof makeSchema> {
  const known = schemas.get(definition) ?? makeSchema(definition)
  schemas.set(definition, known)
  return known
}
