import { readWatermark, writeWatermark } from '../../store/queries/features/stamp-customer-features.ts'
import type { ServiceContext } from '../context.ts'
import { readModel } from './read-model.ts'
import { MODELS } from './model-catalogue.ts'
import type { ModelDefinition } from './model-definition.ts'
import { runScoring, runTraining, type RunTrainingOptions } from './run-training.ts'
import { stalenessOf } from './staleness.ts'

export interface RefreshedModel {
  readonly model: string
  readonly did: 'trained' | 'scored' | 'nothing' | 'gated'
  readonly predictions: number
}

/**
 * Brings every model up to date at the default as-of: trains what is stale, scores again what is fresh and has seen facts
 * change, leaves the rest. A model whose training fails keeps its older run, and the others go on.
 *
 * @param force - train all of them
 * @param models - those that the shop has, unless given
 */
export async function refreshModels(
  ctx: ServiceContext,
  force: boolean,
  options: RunTrainingOptions = {},
  models: readonly ModelDefinition[] = MODELS,
): Promise<readonly RefreshedModel[]> {
  const refreshed: RefreshedModel[] = []
  for (const model of models) {
    const factVersion = readWatermark(ctx.store, 'facts')?.factVersion ?? 0
    try {
      refreshed.push(await refreshOne(ctx, model, force, factVersion, options))
    } catch (error) {
      if (ctx.signal.aborted) throw error
      ctx.log.error({ err: error, model: model.name }, 'training failed; the older run goes on serving')
      refreshed.push({ model: model.name, did: 'nothing', predictions: 0 })
    }
  }
  return refreshed
}

/** Whether every model's predictions, by its present definition, speak of the present facts at the default as-of. */
export const modelsAreFresh = (ctx: ServiceContext, models: readonly ModelDefinition[] = MODELS): boolean =>
  models.every((model) => isScored(ctx, model, readWatermark(ctx.store, 'facts')?.factVersion ?? 0))

/** The definition is part of the name: what an older one worked out is not fresh, whatever the facts. */
const watermarkOf = ({ name, definition }: ModelDefinition): string => `model:${name}:${definition}`

function isScored(ctx: ServiceContext, model: ModelDefinition, factVersion: number): boolean {
  const mark = readWatermark(ctx.store, watermarkOf(model))
  return mark !== null && mark.factVersion === factVersion && mark.asOf === ctx.defaultAsOf.until
}

async function refreshOne(
  ctx: ServiceContext,
  model: ModelDefinition,
  force: boolean,
  factVersion: number,
  options: RunTrainingOptions,
): Promise<RefreshedModel> {
  if (!force && isScored(ctx, model, factVersion)) return { model: model.name, did: 'nothing', predictions: 0 }
  const { store, defaultAsOf: asOf } = ctx
  const mark = { factVersion, asOf: asOf.until, now: ctx.clock() }
  const run = readModel(ctx, model, asOf)
  if (run !== null && !force && stalenessOf(ctx, run, asOf) === null) {
    const { predictions } = await runScoring(ctx, model, options)
    writeWatermark(store, watermarkOf(model), mark)
    return { model: model.name, did: 'scored', predictions }
  }
  const outcome = await runTraining(ctx, model, asOf, options)
  writeWatermark(store, watermarkOf(model), mark)
  return {
    model: model.name,
    did: outcome.gate === null ? 'trained' : 'gated',
    predictions: outcome.predictions,
  }
}
