import type { Fact, ToolSuccess } from '../../lib/tool-result.ts'

/** What is kept in mind as something to refer to, so that what an answer says of it opens like any other figure. */
export const memoryResult = (
  resultId: string,
  asOf: string,
  facts: readonly Fact[],
  words: readonly string[],
): ToolSuccess => ({
  ok: true,
  result_id: resultId,
  data: null,
  facts,
  table: null,
  chart: null,
  evidence: {
    tool: 'memory',
    args: {},
    as_of: asOf,
    period: null,
    population: '',
    rows_used: words.length,
    rows_left_out: {},
    definition: words,
    method: 'kept in mind as it was asked for',
    model: null,
    sql: [],
    elapsed_ms: 0,
  },
  gate: null,
  warnings: [],
  suggestions: [],
})
