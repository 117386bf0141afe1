import type { AsOf } from '../../lib/as-of.ts'
import type { Gate } from '../../lib/tool-result.ts'
import type { Store } from '../../store/open.ts'
import type { Shop } from '../context.ts'
import type { ReportCard } from './report-card.ts'

/** What training and scoring may use: facts before `asOf`, a seed, and a way to say how far they are. */
export interface TrainingFrame {
  readonly store: Store
  readonly shop: Shop
  readonly asOf: AsOf
  readonly seed: string
  /**
   * Says what comes next and how much is done (0..1), lets the thread breathe, and stops here when it was asked to.
   *
   * @throws {KithError} CANCELLED
   */
  readonly checkpoint: (step: string, done: number) => Promise<void>
}

/** A fitted model, or the reason why the data does not carry one. */
export type Training<Parameters> =
  | { readonly fitted: true; readonly parameters: Parameters; readonly reportCard: ReportCard; readonly gate: null }
  | { readonly fitted: false; readonly gate: Gate }

export interface Prediction {
  /** Name under which the value is stored and filtered by: `churn`, `alive`, `value`. */
  readonly model: string
  readonly customerId: string
  readonly value: number
  readonly low: number | null
  readonly high: number | null
  /** JSON of what goes with the value; null when the value says all. */
  readonly details: string | null
}

/** One model of the shop: how it learns and how it scores everybody. Parameters are plain data that JSON keeps. */
export interface ModelDefinition<Parameters = unknown> {
  /** `churn`, `churn_30`, `value` */
  readonly name: string
  /** Raised when features, method or the shape of parameters change: older runs are trained again. */
  readonly definition: number
  /** Names of the predictions that `score` yields. */
  readonly predicts: readonly string[]
  train(frame: TrainingFrame): Promise<Training<Parameters>>
  /** Everybody's predictions as of the frame's instant. */
  score(frame: TrainingFrame, parameters: Parameters): Promise<Iterable<Prediction>>
}

/** Definitions of all shapes of parameters in one list: what a model stored, it alone reads. */
export const defineModel = <Parameters>(model: ModelDefinition<Parameters>): ModelDefinition => ({
  ...model,
  score: (frame, parameters) => model.score(frame, parameters as Parameters),
})
