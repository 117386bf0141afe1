/** Named scores of one model on one set of rows: `auc`, `average_precision`, `brier`, `mae`, ...; null where undefined. */
export type ModelScores = Readonly<Record<string, number | null>>

/** One way of predicting that was tried before the best was kept. */
export interface CandidateScores {
  readonly name: string
  readonly chosen: boolean
  /** On a cut that is earlier than the one that judges the chosen model. */
  readonly scores: ModelScores
}

/** What was kept of the candidates, and why, in both languages: a card is read by whoever asks. */
export interface ChosenModel {
  readonly name: string
  readonly reason: string
  /** Cards of models that were trained before it was written lack it. */
  readonly reason_zh?: string | undefined
}

/**
 * What is known of a model's quality: scores on the rows that it was trained on beside those of a later cut that it never
 * saw, and the same for a baseline that needs no model.
 */
export interface ReportCard {
  readonly model: string
  /** Dates (last day included) of the cut-offs whose rows the judged model learnt from. */
  readonly trained_on: readonly string[]
  /** Date of the cut-off that judged it; null when there was no room for one. */
  readonly tested_on: string | null
  readonly n_train: number
  readonly n_test: number
  readonly training: ModelScores
  readonly out_of_time: ModelScores
  readonly baseline: { readonly name: string; readonly out_of_time: ModelScores }
  readonly candidates: readonly CandidateScores[]
  readonly chosen: ChosenModel
  /** Global importance, largest first; by how much the first score falls when the feature is shuffled. */
  readonly importance: readonly { readonly feature: string; readonly importance: number }[]
  /** Features that were left out, with the reason: constant, leaks. */
  readonly left_out: readonly { readonly feature: string; readonly reason: string }[]
  /** What a model adds: reliability bins, thresholds with precision and recall, parameters with standard errors. */
  readonly details: Readonly<Record<string, unknown>>
}
