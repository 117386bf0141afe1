import type { ResultChart, ResultTable, Unit } from './tool-result.ts'

export type Language = 'en' | 'zh'
export type AnswerKind = 'answer' | 'clarify' | 'decline' | 'proposal'

/** A figure of the text, tied to the tool result that holds it. */
export interface AnswerFact {
  /** `r7.at_risk`, a table cell `r7.table[0].net_revenue`, or a named operation such as `change(r7.now, r7.before)`. */
  readonly ref: string
  readonly shown_as: string
  readonly value: number | string | null
  readonly unit: Unit
}

/** What a model, real or embedded, hands back at the end of a turn: text with references and no digits of its own. */
export interface ModelAnswer {
  readonly kind: AnswerKind
  /** Markdown; every figure is a `{{reference}}`. */
  readonly text: string
  /** clarify: what is missing, for example ['measure', 'period']. */
  readonly missing?: readonly string[]
  /** clarify: two to four readings that would give different answers; `question` is what to ask when it is picked. */
  readonly options?: readonly AnswerOption[]
  /** decline: a stable word such as out_of_scope, forbidden, not_available, outside_data, not_supported. */
  readonly reason_code?: string | null
  readonly assumptions?: readonly string[]
  readonly follow_ups?: readonly string[]
}

export interface AnswerOption {
  readonly label: string
  readonly question: string
}

/** What every channel gives its user for one turn. */
export interface Answer {
  readonly thread_id: string
  readonly kind: AnswerKind
  readonly language: Language
  readonly text: string
  readonly facts: readonly AnswerFact[]
  readonly tool_calls: readonly {
    readonly name: string
    readonly args: Readonly<Record<string, unknown>>
    readonly result_id: string | null
    readonly ok: boolean
    readonly elapsed_ms: number
  }[]
  readonly tables: readonly (ResultTable & { readonly result_id: string; readonly title: string })[]
  readonly charts: readonly (ResultChart & { readonly result_id: string; readonly title: string })[]
  readonly quotes: readonly { readonly review_id: string; readonly text: string }[]
  readonly missing: readonly string[]
  readonly options: readonly AnswerOption[]
  readonly reason_code: string | null
  readonly proposal: AnswerProposal | null
  readonly assumptions: readonly string[]
  readonly follow_ups: readonly string[]
  readonly as_of: string
  readonly model: { readonly provider: 'embedded' | 'openai'; readonly name: string }
  readonly usage: { readonly input_tokens: number; readonly output_tokens: number; readonly model_calls: number }
  readonly grounding: { readonly figures: number; readonly unsupported: number }
  readonly elapsed_ms: number
}

export interface AnswerProposal {
  readonly proposal_id: string
  readonly action: string
  readonly preview: string
  readonly hash: string
  readonly expires_at: string
}
