import type { Gate } from '../../lib/tool-result.ts'
import type { ServiceContext } from '../context.ts'
import type { ModelDefinition } from './model-definition.ts'
import { readModel, type ModelRun } from './read-model.ts'
import { runTraining, type RunTrainingOptions } from './run-training.ts'
import { stalenessOf } from './staleness.ts'

/** A run that may answer, or the gate that says why there is none. */
export type LoadedModel<Parameters = unknown> =
  | { readonly run: ModelRun<Parameters>; readonly gate: null }
  | { readonly run: null; readonly gate: Gate }

/**
 * The model that answers as of the context's instant: the stored run while it is fresh, else one trained now. When training
 * fails, an older run goes on serving.
 */
export async function loadModel<Parameters>(
  ctx: ServiceContext,
  model: ModelDefinition,
  options: RunTrainingOptions = {},
): Promise<LoadedModel<Parameters>> {
  const stored = readModel<Parameters>(ctx, model, ctx.asOf)
  if (stored !== null && stalenessOf(ctx, stored, ctx.asOf) === null) return { run: stored, gate: null }
  try {
    const outcome = await runTraining(ctx, model, ctx.asOf, options)
    if (outcome.gate !== null) return { run: null, gate: outcome.gate }
  } catch (error) {
    if (stored === null) throw error
    ctx.log.error({ err: error, model: model.name }, 'training failed; the older run goes on serving')
    return { run: stored, gate: null }
  }
  const run = readModel<Parameters>(ctx, model, ctx.asOf)
  if (run === null) throw new Error(`the ${model.name} model was trained and not stored`)
  return { run, gate: null }
}
