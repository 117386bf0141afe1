import type { z } from 'zod'
import type { ServiceContext } from '../src/services/context.ts'
import type { ServiceResult } from '../src/services/service-result.ts'

/** What a caller must be allowed to do; `authorise` in src/services/access holds the table of roles. */
export type ToolScope =
  | 'read:aggregates'
  | 'read:customers'
  | 'read:predictions'
  | 'read:catalogue'
  | 'read:data_quality'
  | 'propose:segment'
  | 'propose:action'
  | 'propose:privacy'
  | 'read:proposals'

export interface ToolDefinition<Input extends z.ZodObject = z.ZodObject, Output extends z.ZodType = z.ZodType> {
  /** snake_case, verb_noun; the model sees it. */
  readonly name: string
  /** What it answers, what it does not, and which tool gives the ids it needs. Facts only. */
  readonly description: string
  readonly scope: ToolScope
  /** Arguments besides `as_of`, which every tool takes. Unknown ones are refused. */
  readonly input: Input
  /** Shape of `data`. */
  readonly output: Output
  run(call: {
    ctx: ServiceContext
    input: z.output<Input>
  }): Promise<ServiceResult<z.input<Output>>> | ServiceResult<z.input<Output>>
}

export const defineTool = <Input extends z.ZodObject, Output extends z.ZodType>(
  tool: ToolDefinition<Input, Output>,
): ToolDefinition<Input, Output> => tool
