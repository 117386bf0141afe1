import { mapStrings } from '../../lib/map-strings.ts'
import { plainText } from '../../lib/plain-text.ts'
import { citableFacts } from '../references/cite-failure.ts'
import type { ToolResult } from '../../lib/tool-result.ts'

const ROWS_SHOWN = 20
const LONGEST_TEXT = 300

/**
 * What a model reads of a result: its figures and the first rows, in one line of JSON. Words that came from imported data
 * are cleaned of anything hidden or active; that they are data and no instruction is said by `from_shop_data`.
 *
 * @param citedAs - the id under which the dates of a failure may be referred to
 */
export function trimResult(result: ToolResult, citedAs: string | null = null): string {
  if (!result.ok) {
    const cited = citedAs === null ? {} : { result_id: citedAs, facts: citableFacts(result) }
    return JSON.stringify({ ok: false, error: result.error, ...cited })
  }
  const { table } = result
  const trimmed = {
    ok: true,
    result_id: result.result_id,
    from_shop_data: true,
    facts: result.facts.map(({ id, label, value, unit, n, interval }) => ({ id, label, value, unit, n, interval })),
    table:
      table === null
        ? null
        : {
            columns: table.columns,
            rows: table.rows.slice(0, ROWS_SHOWN),
            total_rows: table.total_rows,
          },
    gate: result.gate,
    warnings: result.warnings,
    suggestions: result.suggestions,
  }
  return JSON.stringify(mapStrings(trimmed, (text) => plainText(text, LONGEST_TEXT)))
}
