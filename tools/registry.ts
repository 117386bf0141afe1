import type { ToolDefinition } from './define-tool.ts'

/** Every tool of the product, by name order; one line each. */
export const tools: readonly ToolDefinition[] = []

export const findTool = (name: string): ToolDefinition | undefined => tools.find((tool) => tool.name === name)
