import { asOfDate } from '../../lib/as-of.ts'
import { authorise } from '../access/authorise.ts'
import type { ServiceContext } from '../context.ts'
import { runningTrainings } from './run-training.ts'

/** A training, or a scoring by the model that serves, which is under way in this process. */
export interface RunningTraining {
  readonly model: string
  readonly task: 'train' | 'score'
  readonly as_of: string
  readonly started_at: string
  /** What it is at; null before its first step. */
  readonly step: string | null
  /** 0..1, as far as it is known. */
  readonly done: number
}

/** What is being trained now, in the order in which it began; models that are at rest are not listed. */
export function listTrainings({ ctx }: { ctx: ServiceContext }): readonly RunningTraining[] {
  authorise(ctx, 'import')
  return runningTrainings(ctx.store).map(({ model, task, asOf, startedAt, progress }) => ({
    model,
    task,
    as_of: asOfDate(asOf),
    started_at: new Date(startedAt).toISOString(),
    step: progress()?.step ?? null,
    done: progress()?.done ?? 0,
  }))
}
