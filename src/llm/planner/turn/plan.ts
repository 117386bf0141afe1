/** A call that the planner wants made. */
export interface PlannedCall {
  readonly tool: string
  readonly args: Readonly<Record<string, unknown>>
}

/** What to do with a question. */
export type Plan =
  | {
      readonly kind: 'calls'
      readonly calls: readonly PlannedCall[]
      /** Names of replies to be added: what was assumed, which part cannot be answered. */
      readonly assumed: readonly string[]
      readonly notes: readonly string[]
    }
  | {
      readonly kind: 'reply'
      /** Name of the reply in the replies file. */
      readonly name: string
      /** For a clarification: what is still missing, when that is less than the reply names. */
      readonly missing?: readonly string[]
      /** A word of the question that the reply speaks of. */
      readonly word?: string
      /** For "did you mean": questions to choose from. */
      readonly options?: readonly string[]
    }
  /** Word the latest results again, in the language asked for. */
  | { readonly kind: 'reword'; readonly language: 'en' | 'zh' }
