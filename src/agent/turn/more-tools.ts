import { ToolMessage, type ToolCall } from '@langchain/core/messages'
import { tool, type StructuredToolInterface } from '@langchain/core/tools'
import type { VisibleTools } from './visible-tools.ts'

export const MORE_TOOLS = 'more_tools'

/** What a model calls when none of the tools that it sees answers. It reads nothing and is no call of the answer. */
export const moreTools = ({ others }: VisibleTools): StructuredToolInterface =>
  tool(() => '', {
    name: MORE_TOOLS,
    description: `Declares further tools for your next step, by name or by what they should answer. Among them: ${others.join(', ')}.`,
    schema: {
      type: 'object',
      properties: { names: { type: 'array', items: { type: 'string' } }, about: { type: 'string' } },
    },
  })

/** Opens what was asked for and says so. */
export function openTools(visible: VisibleTools, { id, args }: ToolCall): ToolMessage {
  const given = args as { readonly names?: unknown; readonly about?: unknown }
  const names = Array.isArray(given.names) ? given.names.map(String) : []
  const about = typeof given.about === 'string' ? given.about : undefined
  const declared = visible.open({ names, about })
  return new ToolMessage({
    tool_call_id: id ?? '',
    name: MORE_TOOLS,
    content: JSON.stringify({ ok: declared.length > 0, declared }),
  })
}
