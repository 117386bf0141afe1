import type { Fact, ToolFailure, ToolSuccess } from '../../lib/tool-result.ts'

const DATE = /^\d{4}-\d{2}-\d{2}$/

/** What a failed call says that an answer may repeat: the dates of its details, such as the first and last day of the data. */
export const citableFacts = ({ error }: ToolFailure): readonly Fact[] =>
  Object.entries(error.details).flatMap(([id, value]) =>
    typeof value === 'string' && DATE.test(value) ? [{ id, label: id.replaceAll('_', ' '), value, unit: 'date' }] : [],
  )

/**
 * A failure as something to refer to: `{{r2.first_day}}`. It has facts and nothing else, for the book alone; the call
 * itself stays failed. Null when the failure names no date.
 */
export function citeFailure(
  resultId: string,
  failure: ToolFailure,
  call: { readonly tool: string; readonly args: Readonly<Record<string, unknown>>; readonly asOf: string },
): ToolSuccess<null> | null {
  const facts = citableFacts(failure)
  if (facts.length === 0) return null
  return {
    ok: true,
    result_id: resultId,
    data: null,
    facts,
    table: null,
    chart: null,
    evidence: {
      tool: call.tool,
      args: call.args,
      as_of: call.asOf,
      period: null,
      population: '',
      rows_used: 0,
      rows_left_out: {},
      definition: [],
      method: '',
      model: null,
      sql: [],
      elapsed_ms: 0,
    },
    gate: null,
    warnings: [],
    suggestions: [],
  }
}
