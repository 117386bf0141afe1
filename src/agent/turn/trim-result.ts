import { mapStrings } from '../../lib/map-strings.ts'
import { plainText } from '../../lib/plain-text.ts'
import type { Cell, Fact, ResultTable, ToolResult } from '../../lib/tool-result.ts'
import { estimateTokens } from '../../llm/estimate-tokens.ts'
import { citableFacts } from '../references/cite-failure.ts'

const MOST_ROWS = 20
const LEAST_ROWS = 3
const ROW_TOKENS = 260
const FACT_TOKENS = 300
const LONGEST_TEXT = 160

/**
 * What a model reads of a result, in one line of JSON: its figures under their ids, and the first rows column by column (the
 * nth entry of a column is `table[n].column`). The reader gets the whole of it. Words that came from imported data are
 * cleaned of anything hidden or active.
 *
 * @param citedAs - the id under which the dates of a failure may be referred to
 */
export function trimResult(result: ToolResult, citedAs: string | null = null): string {
  if (!result.ok) {
    const { code, message, field, hint } = result.error
    const cited = citedAs === null ? {} : { result_id: citedAs, facts: trimFacts(citableFacts(result)).facts }
    return JSON.stringify({ ok: false, error: { code, message, field, hint }, ...cited })
  }
  const { result_id, facts, table, gate, warnings, suggestions } = result
  const trimmed = {
    ok: true,
    result_id,
    ...trimFacts(facts),
    ...(table === null || table.rows.length === 0 ? {} : { table: trimTable(table) }),
    ...(gate === null ? {} : { gate }),
    ...(warnings.length === 0 ? {} : { warnings }),
    ...(suggestions.length === 0 ? {} : { suggestions }),
  }
  return JSON.stringify(mapStrings(trimmed, (text) => plainText(text, LONGEST_TEXT)))
}

/** `{net_revenue: "1234.5 CNY"}`, the first ones; how many were left out is said. */
function trimFacts(facts: readonly Fact[]) {
  const shown: Record<string, Cell> = {}
  let tokens = 0
  let left = 0
  for (const fact of facts) {
    const value = factValue(fact)
    tokens += estimateTokens(`"${fact.id}":"${String(value)}",`)
    if (tokens > FACT_TOKENS) left += 1
    else shown[fact.id] = value
  }
  return left === 0 ? { facts: shown } : { facts: shown, facts_left_out: left }
}

function factValue({ value, unit, interval }: Fact): Cell {
  if (typeof value !== 'number') return value
  const range = interval === undefined ? '' : ` (${short(interval[0])} to ${short(interval[1])})`
  return `${short(value)} ${unit}${range}`
}

function trimTable({ columns, rows, total_rows }: ResultTable) {
  let count = 0
  let tokens = 0
  for (const row of rows.slice(0, MOST_ROWS)) {
    tokens += estimateTokens(columns.map(({ key }) => plainText(String(trimCell(row[key])), LONGEST_TEXT)).join('","'))
    if (count >= LEAST_ROWS && tokens > ROW_TOKENS) break
    count += 1
  }
  const shown = rows.slice(0, count)
  return {
    ...Object.fromEntries(columns.map(({ key }) => [key, shown.map((row) => trimCell(row[key]))])),
    ...(total_rows > count ? { total_rows } : {}),
  }
}

const trimCell = (cell: Cell | undefined): Cell => (typeof cell === 'number' ? short(cell) : (cell ?? null))

/** Enough digits to tell what is larger; the server fills the exact ones in. */
const short = (value: number): number => Number(value.toPrecision(5))
