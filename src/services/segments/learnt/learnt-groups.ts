import { nearestCentre } from '../../../compute/cluster/nearest-centre.ts'
import { filterStates, type HiddenMarkov } from '../../../compute/sequence/hidden-markov.ts'
import type { Gate } from '../../../lib/tool-result.ts'
import { readMoves } from '../../../store/queries/events/read-moves.ts'
import { readFactVersion } from '../../../store/queries/features/read-fact-version.ts'
import { readPurchaseMarks } from '../../../store/queries/customers/read-purchase-marks.ts'
import type { Store } from '../../../store/open.ts'
import { profilingRefusers } from '../../customers/profiling-consent.ts'
import type { ServiceContext } from '../../context.ts'
import { loadModel } from '../../models/load-model.ts'
import type { ModelRun } from '../../models/read-model.ts'
import { tasteModel, type TasteParameters } from './taste-model.ts'
import { BasketReader, tastePoints } from './taste-space.ts'
import { VISIT_KINDS, visitSequences } from './visit-kinds.ts'
import { visitsFrom, visitStatesModel, type VisitStatesParameters } from './visit-states-model.ts'

export const LEARNT_METHODS = ['behaviour', 'taste'] as const
export type LearntMethod = (typeof LEARNT_METHODS)[number]

/** Of customers about whom nothing can be said, and of those who do not want it said. */
export const NO_VISIT = 'no_visit'
export const NO_TASTE = 'few_products'
export const NOT_PROFILED = 'not_profiled'

/** Groups that a fitted model puts customers in. */
export interface LearntGroups {
  readonly method: LearntMethod
  /** In the order in which to show them, the special ones last. */
  readonly ids: readonly string[]
  /** How many of them say something about their customers. */
  readonly groupCount: number
  readonly unit: 'label' | 'text'
  readonly groupOf: ReadonlyMap<string, string>
  /** Group of everyone who is not in `groupOf`. */
  readonly rest: string
  readonly run: ModelRun<VisitStatesParameters> | ModelRun<TasteParameters>
}

export type LoadedGroups =
  | { readonly groups: LearntGroups; readonly gate: null }
  | { readonly groups: null; readonly gate: Gate }

const MOST_KEPT = 4
const caches = new WeakMap<Store, Map<string, LearntGroups>>()

/**
 * Who is in which group as of the context's instant: the model was fitted before, the facts are read now. The same question
 * about the same facts is answered from the last few.
 *
 * @param run - the run to judge by, so that two dates are cut alike; the one that serves unless given
 */
export async function loadLearntGroups(
  ctx: ServiceContext,
  method: LearntMethod,
  run: LearntGroups['run'] | null = null,
): Promise<LoadedGroups> {
  let serving = run
  if (serving === null) {
    const loaded = await loadModel<VisitStatesParameters | TasteParameters>(
      ctx,
      method === 'behaviour' ? visitStatesModel : tasteModel,
    )
    if (loaded.run === null) return { groups: null, gate: loaded.gate }
    serving = loaded.run as LearntGroups['run']
  }
  const cache = caches.get(ctx.store) ?? new Map<string, LearntGroups>()
  caches.set(ctx.store, cache)
  const key = `${readFactVersion(ctx.store)}/${ctx.asOf.until}/${ctx.language}/${serving.id}/${serving.trainedAt}`
  const groups =
    cache.get(key) ??
    (method === 'behaviour'
      ? statesOf(ctx, serving as ModelRun<VisitStatesParameters>)
      : tastesOf(ctx, serving as ModelRun<TasteParameters>))
  cache.set(key, groups)
  for (const oldest of cache.keys()) {
    if (cache.size <= MOST_KEPT) break
    cache.delete(oldest)
  }
  return { groups, gate: null }
}

function statesOf(ctx: ServiceContext, run: ModelRun<VisitStatesParameters>): LearntGroups {
  const { parameters } = run
  const { states, names } = parameters
  const model: HiddenMarkov = {
    states,
    alphabet: VISIT_KINDS.length,
    start: Float64Array.from(parameters.start),
    transitions: Float64Array.from(parameters.transitions),
    emissions: Float64Array.from(parameters.emissions),
  }
  const { customerIds, symbols, offsets } = visitSequences(
    readMoves(ctx.store, ctx.asOf.until, visitsFrom(ctx)),
    ctx.asOf.until,
  )
  const refusers = profilingRefusers(ctx)
  const groupOf = new Map<string, string>()
  for (const [person, customerId] of customerIds.entries()) {
    if (refusers.has(customerId)) continue
    const { forward, scales } = filterStates(model, symbols.subarray(offsets[person], offsets[person + 1]))
    const from = (scales.length - 1) * states
    let state = 0
    for (let other = 1; other < states; other++) {
      if ((forward[from + other] ?? 0) > (forward[from + state] ?? 0)) state = other
    }
    groupOf.set(customerId, names[state] ?? '')
  }
  return groupsFrom(ctx, 'behaviour', names, 'label', groupOf, refusers, NO_VISIT, run)
}

function tastesOf(ctx: ServiceContext, run: ModelRun<TasteParameters>): LearntGroups {
  const { parameters } = run
  const refusers = profilingRefusers(ctx)
  const reader = new BasketReader()
  const decay = { asOfDay: ctx.asOf.day, halfLifeDays: 90 }
  for (const mark of readPurchaseMarks(ctx.store, ctx.asOf.until, decay, null)) {
    if (!refusers.has(mark.customerId)) reader.add(mark)
  }
  const { customerIds, matrix } = reader.rows(parameters)
  const { codes } = nearestCentre(tastePoints(parameters, matrix), Float64Array.from(parameters.centres))
  const groupOf = new Map(customerIds.map((id, row) => [id, parameters.names[codes[row] ?? 0] ?? '']))
  return groupsFrom(ctx, 'taste', parameters.names, 'text', groupOf, refusers, NO_TASTE, run)
}

function groupsFrom(
  { language }: Pick<ServiceContext, 'language'>,
  method: LearntMethod,
  names: readonly string[],
  unit: LearntGroups['unit'],
  groupOf: Map<string, string>,
  refusers: ReadonlySet<string>,
  rest: string,
  run: LearntGroups['run'],
): LearntGroups {
  // The shop's own words stand beside these, so they are said in the language of the answer; labels are translated later.
  const said = (id: string): string => (unit === 'label' ? id : (SAID[id]?.[language] ?? id))
  for (const customerId of refusers) groupOf.set(customerId, said(NOT_PROFILED))
  const sizes = new Map<string, number>()
  for (const group of groupOf.values()) sizes.set(group, (sizes.get(group) ?? 0) + 1)
  const ordered = names.toSorted((a, b) => (sizes.get(b) ?? 0) - (sizes.get(a) ?? 0) || (a < b ? -1 : 1))
  return {
    method,
    ids: [...ordered, said(rest), ...(refusers.size > 0 ? [said(NOT_PROFILED)] : [])],
    groupCount: ordered.length,
    unit,
    groupOf,
    rest: said(rest),
    run,
  }
}

const SAID: Readonly<Record<string, Readonly<Record<'en' | 'zh', string>>>> = {
  [NO_TASTE]: { en: 'too few products', zh: '商品太少' },
  [NOT_PROFILED]: { en: 'no consent to profiling', zh: '未同意画像分析' },
}
