import { performance } from 'node:perf_hooks'
import { z } from 'zod'
import { KithError } from '../src/lib/errors.ts'
import type { ToolFailure, ToolResult } from '../src/lib/tool-result.ts'
import type { ServiceContext } from '../src/services/context.ts'
import type { ToolDefinition } from './define-tool.ts'

export interface RunToolCall {
  readonly tool: ToolDefinition
  readonly args: Readonly<Record<string, unknown>>
  readonly resultId: string
  /** Makes the context of this call once `as_of` is known: authorised for the tool's scope, audited. */
  readonly contextFor: (asOf: string | undefined) => ServiceContext
}

/**
 * Runs one tool call from raw arguments to a typed result. The one place that parses arguments, stamps evidence and turns
 * errors into failures, so that CLI, HTTP, MCP and agent give the same result for the same call.
 */
export async function runTool({ tool, args, resultId, contextFor }: RunToolCall): Promise<ToolResult> {
  const started = performance.now()
  const { as_of: asOf, ...rest } = args
  let log: ServiceContext['log'] | null = null
  try {
    if (asOf !== undefined && typeof asOf !== 'string') {
      throw new KithError('INVALID_INPUT', `as_of must be a date, got ${JSON.stringify(asOf)}`, {
        field: 'as_of',
        hint: "Write it as YYYY-MM-DD, for example '2026-06-30'.",
      })
    }
    const parsed = tool.input.strict().safeParse(rest)
    if (!parsed.success) throw explainInvalidArguments(tool, parsed.error)
    const ctx = contextFor(asOf)
    log = ctx.log
    const result = await tool.run({ ctx, input: parsed.data })
    return {
      ok: true,
      result_id: resultId,
      data: result.data,
      facts: result.facts,
      table: result.table ?? null,
      chart: result.chart ?? null,
      evidence: {
        tool: tool.name,
        args,
        as_of: new Date(ctx.asOf.until - 1).toISOString(),
        ...result.evidence,
        elapsed_ms: Math.round((performance.now() - started) * 10) / 10,
      },
      gate: result.gate ?? null,
      warnings: result.warnings ?? [],
      suggestions: result.suggestions ?? [],
    }
  } catch (error) {
    if (!(error instanceof KithError)) log?.error({ err: error, tool: tool.name }, 'a tool failed')
    return toToolFailure(error)
  }
}

/** A failure that tells a caller what to mend; what went wrong inside stays in the log. */
export function toToolFailure(error: unknown): ToolFailure {
  if (error instanceof KithError) {
    const { code, message, field, hint, details } = error
    return { ok: false, error: { code, message, field, hint, details } }
  }
  return {
    ok: false,
    error: {
      code: 'INTERNAL',
      message: 'something went wrong inside Kith',
      field: null,
      hint: 'The log has the details; `kith doctor` checks the store.',
      details: {},
    },
  }
}

function explainInvalidArguments(tool: ToolDefinition, error: z.ZodError): KithError {
  const known = [...Object.keys(tool.input.shape), 'as_of'].join(', ')
  const [issue] = error.issues
  const unknownKeys = issue?.code === 'unrecognized_keys' ? issue.keys : null
  if (unknownKeys !== null) {
    return new KithError('INVALID_INPUT', `${tool.name} has no argument '${unknownKeys.join("', '")}'`, {
      ...(unknownKeys[0] === undefined ? {} : { field: unknownKeys[0] }),
      hint: `Its arguments are: ${known}.`,
    })
  }
  const path = issue?.path.join('.') ?? ''
  return new KithError(
    'INVALID_INPUT',
    `${tool.name}: ${path === '' ? '' : `${path}: `}${issue?.message ?? 'invalid arguments'}`,
    {
      ...(path === '' ? {} : { field: path }),
      hint: `The arguments of ${tool.name} are: ${known}.`,
    },
  )
}
