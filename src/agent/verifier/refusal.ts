/** A stretch of the filled text that may not be said, and why, in words that a model can act on. */
export interface Refusal {
  readonly start: number
  readonly end: number
  readonly text: string
  readonly reason: string
}
