import type { Answer, AnswerProposal, Language } from '../../lib/answer.ts'
import { withoutMarkup, visibleText } from '../../lib/plain-text.ts'
import type { ResultTable, ToolSuccess } from '../../lib/tool-result.ts'
import type { AgentModel } from '../agent-model.ts'
import { notice } from '../words/notices.ts'
import type { SettledAnswer } from './settle-answer.ts'
import type { Turn } from './turn.ts'

export interface AssembleInput {
  readonly threadId: string
  readonly turn: Turn
  readonly settled: SettledAnswer
  readonly model: AgentModel
  readonly asOf: string
  readonly elapsedMs: number
}

/** The answer as every channel gets it: verified text, and beside it the tables, charts and quotes that it rests on. */
export function assembleAnswer({ threadId, turn, settled, model, asOf, elapsedMs }: AssembleInput): Answer {
  const { answer, facts, unsupported, language } = settled
  const { book } = turn
  const nothingLeft = settled.text === ''
  const notes = [...new Set(settled.notices)].map((name) => `> ${notice(name, language)}`)
  const text = [nothingLeft ? notice('nothingLeft', language) : settled.text, ...notes].join('\n\n')
  const shown = resultsBehind(
    facts.map((fact) => fact.ref),
    book.ofThisTurn(),
    (id) => book.get(id),
  )
  const proposal = proposalOf(book.ofThisTurn())
  const titleOf = (tool: string): string => turn.labels[language][tool] ?? tool.replaceAll('_', ' ')
  const clean = (line: string): string => withoutMarkup(visibleText(line)).trim()
  return {
    thread_id: threadId,
    kind: nothingLeft ? 'decline' : proposal !== null ? 'proposal' : answer.kind,
    language,
    text,
    facts,
    tool_calls: turn.caller.records,
    tables: shown.flatMap(({ result_id, table, evidence }) =>
      table === null
        ? []
        : [
            {
              ...table,
              columns: namedColumns(table, language, turn.labels[language]),
              result_id,
              title: titleOf(evidence.tool),
            },
          ],
    ),
    charts: shown.flatMap(({ result_id, chart, evidence }) =>
      chart === null ? [] : [{ ...chart, result_id, title: titleOf(evidence.tool) }],
    ),
    quotes: shown.flatMap(quotesOf),
    missing: answer.missing ?? [],
    options: (answer.options ?? []).map(({ label, question }) => ({ label: clean(label), question: clean(question) })),
    reason_code: nothingLeft ? 'not_grounded' : (answer.reason_code ?? null),
    proposal,
    assumptions: settled.assumptions,
    follow_ups: settled.followUps,
    as_of: asOf,
    model: { provider: model.provider, name: model.name },
    usage: {
      input_tokens: turn.usage.inputTokens,
      output_tokens: turn.usage.outputTokens,
      model_calls: turn.usage.modelCalls,
    },
    grounding: { figures: facts.length, unsupported },
    elapsed_ms: elapsedMs,
  }
}

/** Columns under the reader's words for them; tools name theirs in English. */
const namedColumns = (
  { columns }: ResultTable,
  language: Language,
  labels: Readonly<Record<string, string>>,
): ResultTable['columns'] =>
  language === 'en'
    ? columns
    : columns.map((column) => ({ ...column, label: labels[column.label] ?? labels[column.key] ?? column.label }))

/** Results that the text refers to, or all of the turn when it refers to none. */
function resultsBehind(
  refs: readonly string[],
  ofThisTurn: readonly ToolSuccess[],
  get: (id: string) => ToolSuccess | undefined,
): readonly ToolSuccess[] {
  const ids = new Set(refs.flatMap((ref) => ref.match(/\br\d+(?=\.)/g) ?? []))
  const named = [...ids].flatMap((id) => get(id) ?? []).filter(({ evidence }) => evidence.tool !== 'memory')
  return named.length > 0 ? named : ofThisTurn
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

/** The proposal that a tool made in this turn, if one did. */
function proposalOf(results: readonly ToolSuccess[]): AnswerProposal | null {
  for (const { data } of results.toReversed()) {
    const candidate = isRecord(data) && isRecord(data['proposal']) ? data['proposal'] : data
    if (!isRecord(candidate)) continue
    const { proposal_id, action, preview, hash, expires_at } = candidate
    if (
      typeof proposal_id === 'string' &&
      typeof action === 'string' &&
      typeof preview === 'string' &&
      typeof hash === 'string' &&
      typeof expires_at === 'string'
    ) {
      return { proposal_id, action, preview, hash, expires_at }
    }
  }
  return null
}

/** Verbatim review texts of a result's data, wherever `{review_id, text}` stands. */
function quotesOf({ data }: ToolSuccess): { readonly review_id: string; readonly text: string }[] {
  const quotes: { readonly review_id: string; readonly text: string }[] = []
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk)
    else if (isRecord(value)) {
      const { review_id, text } = value
      if (typeof review_id === 'string' && typeof text === 'string') quotes.push({ review_id, text: visibleText(text) })
      else Object.values(value).forEach(walk)
    }
  }
  walk(data)
  return quotes.slice(0, 20)
}
