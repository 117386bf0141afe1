/** A question as a user asks it. Nothing that answers may read more of it than this. */
export interface Question {
  readonly id: string
  readonly lang: 'en' | 'zh'
  readonly kind: string
  readonly role: string
  readonly history: readonly string[]
  readonly question: string
  readonly bound_customer: string | null
}

/** A call, with what its arguments must amount to; `...` lets further ones be given. */
export interface OracleCall {
  readonly tool: string
  readonly args: Readonly<Record<string, unknown>>
}

/** What makes its answer right; kept in another file than the question. */
export interface Oracle {
  readonly id: string
  readonly expect: 'answer' | 'clarify' | 'decline' | 'proposal'
  /** Tools that count as right; empty when none is needed. */
  readonly tools: readonly string[]
  /** Arguments of the right call, periods as half-open dates; null when they are judged elsewhere. */
  readonly args: Readonly<Record<string, unknown>> | null
  /** Further calls that are as right. */
  readonly also?: readonly OracleCall[]
  /** The calls that must all be among those made. */
  readonly every?: readonly OracleCall[]
  readonly missing?: readonly string[]
  readonly reason_code?: string
  /** Nothing in Kith can answer it yet: right is a decline that says so, and it is counted apart. */
  readonly not_served_yet?: true
}
