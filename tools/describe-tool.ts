import { z } from 'zod'
import type { ToolDefinition } from './define-tool.ts'

/** A tool as callers list it: what it answers, and its arguments as JSON schema (`as_of` included). */
export const describeTool = ({ name, description, scope, input }: ToolDefinition) => ({
  name,
  description,
  scope,
  input_schema: z.toJSONSchema(
    input.extend({ as_of: z.string().describe('YYYY-MM-DD: facts after that day do not count.').optional() }).strict(),
    { io: 'input', unrepresentable: 'any' },
  ),
})
