import { asOfDate } from '../../../lib/as-of.ts'
import { InvalidInputError } from '../../../lib/errors.ts'
import type { CustomerFeatures } from '../../../features/customer-features.ts'
import type { Fact, Gate } from '../../../lib/tool-result.ts'
import { hasEvents } from '../../../store/queries/features/read-active-days.ts'
import { authorise } from '../../access/authorise.ts'
import type { ServiceContext } from '../../context.ts'
import type { ServiceResult } from '../../service-result.ts'
import { contextAsOf } from '../context-as-of.ts'
import { segmentDefinition } from '../definitions.ts'
import { discoverSegments } from '../discovered/discover-segments.ts'
import type { DiscoverSegmentsData, DiscoverSegmentsInput } from '../discovered/discovery.ts'
import type { Segmentation } from '../segment-by.ts'
import { segmentWith, type SegmentCustomersData, type SegmentCustomersInput } from '../segment-customers.ts'
import { say } from '../../say.ts'
import { LEARNT_METHODS, loadLearntGroups, type LearntGroups, type LearntMethod } from './learnt-groups.ts'
import type { TasteParameters } from './taste-model.ts'
import type { VisitStatesParameters } from './visit-states-model.ts'

type Input = SegmentCustomersInput & DiscoverSegmentsInput

interface CountScores {
  readonly k: number
  readonly silhouette?: number | null
  readonly held_out_log_likelihood?: number
  readonly bic?: number
}

export interface LearntQuality {
  readonly silhouette?: number | null
  readonly stability?: number | null
  readonly doubt?: 'weak_structure' | 'close_call' | 'unstable' | null
  readonly by_k: readonly CountScores[]
  readonly agreement: { readonly ari: number | null }
}

export type SegmentByLearntData =
  | (Omit<SegmentCustomersData, 'quality'> & { readonly k: number; readonly quality: LearntQuality | null })
  | DiscoverSegmentsData

const methodOf = (method: string): LearntMethod | undefined => LEARNT_METHODS.find((known) => known === method)

/** Whether a fitted model answers: taste always, behaviour unless the caller chose measures or a number of groups. */
export const isLearnt = ({
  method,
  features,
  k,
  k_range: range,
}: Pick<Input, 'method' | 'features' | 'k' | 'k_range'>): boolean =>
  method === 'taste' || (method === 'behaviour' && features === undefined && k === undefined && range === undefined)

/**
 * Customers by what they are up to (states behind their visits) or by what they have a taste for (factors behind their
 * purchases), read from the facts at the moment of the call by a model that was fitted before.
 *
 * @throws {InvalidInputError} for a number of groups or features, which the model chose itself
 */
export async function segmentByLearnt({
  ctx,
  input,
}: {
  ctx: ServiceContext
  input: Input
}): Promise<ServiceResult<SegmentByLearntData>> {
  authorise(ctx, 'read:customers')
  const method = methodOf(input.method) ?? 'taste'
  const given = (['k', 'k_range', 'features'] as const).find((name) => input[name] !== undefined)
  if (given !== undefined) {
    throw new InvalidInputError(`${method} chooses its groups itself and takes no ${given}`, {
      field: given,
      hint: 'Leave it out, or use kmeans.',
    })
  }
  // Without visits what customers are up to shows in their orders alone.
  if (method === 'behaviour' && !hasEvents(ctx.store, ctx.asOf.until, ctx.asOf.day))
    return discoverSegments({ ctx, input })
  const loaded = await loadLearntGroups(ctx, method)
  if (loaded.groups === null) {
    return method === 'behaviour' ? discoverSegments({ ctx, input }) : gated(ctx, loaded.gate)
  }
  const now = loaded.groups
  const then = input.compare_as_of === undefined ? null : contextAsOf(ctx, input.compare_as_of)
  const before = then === null ? null : (await loadLearntGroups(then, method, now.run)).groups
  const result = segmentWith(ctx, input, (at, features) =>
    cutBy(at.asOf.until === ctx.asOf.until || before === null ? now : before, features),
  )
  const { run } = now
  return {
    ...result,
    data: { ...result.data, k: groupsOf(now), quality: qualityOf(now, result.data) },
    facts: [
      ...result.facts.filter(({ id }) => !id.startsWith('largest')),
      ...largestFacts(now, result.data),
      ...qualityFacts(now),
    ],
    evidence: {
      ...result.evidence,
      method: run.reportCard.chosen.name,
      model: { id: run.id, trained_as_of: run.trainedAsOfDate, report_card: run.reportCard },
    },
  }
}

const groupsOf = ({ method, run }: LearntGroups): number =>
  method === 'behaviour' ? (run.parameters as VisitStatesParameters).states : (run.parameters as TasteParameters).groups

function cutBy({ method, ids, unit, groupOf, rest }: LearntGroups, features: CustomerFeatures): Segmentation {
  const codeOf = new Map(ids.map((id, code) => [id, code]))
  const none = codeOf.get(rest) ?? 0
  const codes = new Int32Array(features.size)
  for (let i = 0; i < features.size; i++) {
    codes[i] = codeOf.get(groupOf.get(features.customerIds[i] ?? '') ?? rest) ?? none
  }
  return { method, ids, unit, codes }
}

/** The largest of the groups that say something; the ones of whom nothing is said are none. */
function largestFacts({ unit, groupCount }: LearntGroups, { segments }: SegmentCustomersData): Fact[] {
  const [largest] = segments.slice(0, groupCount).toSorted((a, b) => b.size - a.size)
  if (largest === undefined) return []
  return [
    { id: 'largest', label: 'Largest group', value: largest.id, unit },
    { id: 'largest_size', label: 'Customers in the largest group', value: largest.size, unit: 'customers' },
    { id: 'largest_share', label: 'Share of the largest group', value: largest.share, unit: 'ratio' },
  ]
}

function qualityOf({ method, run }: LearntGroups, { migration }: SegmentCustomersData): LearntQuality {
  const agreement = { ari: migration?.ari ?? null }
  if (method === 'behaviour') {
    const { scores } = run.parameters as VisitStatesParameters
    return {
      by_k: scores.map(({ states, bic, heldOut }) => ({ k: states, held_out_log_likelihood: heldOut, bic })),
      agreement,
    }
  }
  const { silhouette, stability, doubt, by_k: byCount } = run.parameters as TasteParameters
  return { silhouette, stability, doubt, by_k: byCount, agreement }
}

function qualityFacts({ method, run }: LearntGroups): Fact[] {
  const { out_of_time: test, baseline, training } = run.reportCard
  const score = (id: string, label: string, value: number | null | undefined): Fact[] =>
    value === null || value === undefined ? [] : [{ id, label, value, unit: 'score' }]
  return [
    { id: 'trained_as_of', label: 'Learnt up to', value: run.trainedAsOfDate, unit: 'date' },
    ...(method === 'behaviour'
      ? [
          ...score('held_out', 'Log-likelihood per visit, customers not learnt from', test['log_likelihood']),
          ...score('held_out_baseline', 'The same, each visit by itself', baseline.out_of_time['log_likelihood']),
        ]
      : [
          ...score('taste_silhouette', 'Silhouette', training['silhouette']),
          ...score('taste_stability', 'Stability over random halves', training['stability']),
        ]),
  ]
}

function gated(ctx: ServiceContext, gate: Gate): ServiceResult<SegmentByLearntData> {
  return {
    data: {
      method: 'taste',
      k: 0,
      segments: [],
      assignment: null,
      quality: null,
      outliers: [],
      migration: null,
    },
    facts: [
      { id: 'as_of', label: 'As of', value: asOfDate(ctx.asOf), unit: 'date' },
      { id: 'method', label: 'Method', value: 'taste', unit: 'label' },
      { id: 'buyers', label: 'Customers with three products', value: gate.have, unit: 'customers' },
      { id: 'gate_need', label: 'Needed', value: gate.need, unit: 'customers' },
    ],
    gate,
    evidence: {
      period: null,
      population: say(ctx, 'all customers', '全部客户'),
      rows_used: gate.have,
      rows_left_out: {},
      definition: segmentDefinition('taste', ctx.language),
      method: say(ctx, 'none: the data does not carry groups of taste yet', '无：数据尚不足以形成偏好分群'),
      model: null,
      sql: [],
    },
  }
}
