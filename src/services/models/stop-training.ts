import { NotFoundError } from '../../lib/errors.ts'
import { authorise } from '../access/authorise.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { ServiceContext } from '../context.ts'
import { runningTrainings } from './run-training.ts'

/**
 * Stops what is being trained of a model. Nothing that it worked out is kept: the run that served before goes on serving, with
 * its predictions.
 *
 * @throws {NotFoundError} when nothing of that name is being trained
 */
export function stopTraining({ ctx, input: { model } }: { ctx: ServiceContext; input: { readonly model: string } }): {
  readonly model: string
  readonly stopped: number
} {
  authorise(ctx, 'import')
  const found = runningTrainings(ctx.store).filter((one) => one.model === model)
  if (found.length === 0) {
    const busy = runningTrainings(ctx.store).map((one) => one.model)
    throw new NotFoundError('running training', model, {
      hint: busy.length === 0 ? 'Nothing is being trained now.' : `Being trained now: ${busy.join(', ')}.`,
    })
  }
  for (const { stop } of found) stop.abort()
  recordAudit(ctx, { action: 'stop_training', subject: model, details: { stopped: found.length } })
  return { model, stopped: found.length }
}
