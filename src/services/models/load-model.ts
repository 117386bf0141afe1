import type { Gate } from '../../lib/tool-result.ts'
import type { Store } from '../../store/open.ts'
import { readFactVersion } from '../../store/queries/features/read-fact-version.ts'
import type { ServiceContext } from '../context.ts'
import type { ModelDefinition } from './model-definition.ts'
import { readModel, type ModelRun } from './read-model.ts'
import { runTraining, type RunTrainingOptions } from './run-training.ts'
import { stalenessOf } from './staleness.ts'

/** A run that may answer, or the gate that says why there is none. */
export type LoadedModel<Parameters = unknown> =
  | { readonly run: ModelRun<Parameters>; readonly gate: null }
  | { readonly run: null; readonly gate: Gate }

interface KnownGate {
  readonly version: string
  readonly gate: Gate
}

/** Why a store's facts carried no model, by model and as-of: the same facts need not be looked through again to say so. */
const gates = new WeakMap<Store, Map<string, KnownGate>>()
const MOST_GATES = 50

/**
 * The model that answers as of the context's instant: the stored run while it is fresh, else one trained now. When training
 * fails, an older run goes on serving; a question that runs out of time leaves the training to the next one.
 */
export async function loadModel<Parameters>(
  ctx: ServiceContext,
  model: ModelDefinition,
  options: RunTrainingOptions = {},
): Promise<LoadedModel<Parameters>> {
  const stored = readModel<Parameters>(ctx, model, ctx.asOf)
  if (stored !== null && stalenessOf(ctx, stored, ctx.asOf) === null) return { run: stored, gate: null }
  const known = gates.get(ctx.store) ?? new Map<string, KnownGate>()
  gates.set(ctx.store, known)
  const key = `${model.name}/${model.definition}/${ctx.asOf.until}`
  const version = readFactVersion(ctx.store)
  const gated = known.get(key)
  if (gated?.version === version) return { run: null, gate: gated.gate }
  try {
    const outcome = await runTraining(ctx, model, ctx.asOf, { onAbort: 'leave', ...options })
    if (outcome.gate !== null) {
      const [oldest] = known.keys()
      if (known.size >= MOST_GATES && oldest !== undefined) known.delete(oldest)
      known.set(key, { version, gate: outcome.gate })
      return { run: null, gate: outcome.gate }
    }
  } catch (error) {
    if (stored === null) throw error
    ctx.log.error({ err: error, model: model.name }, 'training failed; the older run goes on serving')
    return { run: stored, gate: null }
  }
  const run = readModel<Parameters>(ctx, model, ctx.asOf)
  if (run === null) throw new Error(`the ${model.name} model was trained and not stored`)
  return { run, gate: null }
}
