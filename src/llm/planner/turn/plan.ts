/** A call that the planner wants made. */
export interface PlannedCall {
  readonly tool: string
  readonly args: Readonly<Record<string, unknown>>
  /** The earlier call of this plan, by position, whose customers this one is about; it waits for that one's result. */
  readonly narrows?: number
  /** About the first customer of the call right before it, for whose result it waits. */
  readonly ofFirst?: true
}

/** Something said beside the results: the name of a reply, and the words of the question that it speaks of. */
export interface Note {
  readonly name: string
  readonly word?: string
}

/** What to do with a question. */
export type Plan =
  | {
      readonly kind: 'calls'
      readonly calls: readonly PlannedCall[]
      /** Names of replies that say what was assumed. */
      readonly assumed: readonly string[]
      /** Which parts cannot be answered, one line each. */
      readonly notes: readonly Note[]
      /** How many conditions of the question no call holds. */
      readonly leftOut?: number
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
