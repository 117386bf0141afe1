import { asOfDate, type AsOf } from '../../../lib/as-of.ts'
import { canonicalJson } from '../../../lib/canonical-json.ts'
import type { CustomerFeatures } from '../../../features/customer-features.ts'
import { InvalidInputError } from '../../../lib/errors.ts'
import { authorise } from '../../access/authorise.ts'
import type { ServiceContext } from '../../context.ts'
import type { ServiceResult } from '../../service-result.ts'
import { compareSegmentations, earlierAssignment, type Assignment, type Migration } from '../compare-segmentations.ts'
import { contextAsOf } from '../context-as-of.ts'
import { checkMeasures } from '../measures/check-measures.ts'
import { loadMeasures } from '../measures/load-measures.ts'
import { buyersAsOf, type Buyers } from './buyers-as-of.ts'
import { DISCOVERY_METHODS, type ClusterRequest, type DiscoveryMethod } from './cluster-request.ts'
import { describeDiscovery } from './describe-discovery.ts'
import {
  FEWEST_BUYERS,
  type DiscoveredSegment,
  type DiscoverSegmentsData,
  type DiscoverSegmentsInput,
} from './discovery.ts'
import { presentDiscovery } from './present-discovery.ts'
import { runClusters } from './run-clusters.ts'

/** k-means on what definitions name; behaviour beside them for `behaviour`. */
const DEFAULT_MEASURES = ['recency', 'frequency', 'monetary'] as const
const BEHAVIOUR_MEASURES = ['recency', 'purchase_gap', 'order_value', 'units_per_order', 'returned_share'] as const

const MOST_COUNTED = 8
const SEED = 'kith'

export const isDiscovery = (method: string): boolean =>
  method === 'behaviour' || DISCOVERY_METHODS.some((known) => known === method)

/**
 * Groups of buyers that nobody defined beforehand, with names made of what sets them apart, scores of how good they are,
 * who fits none, and on request who moved since.
 *
 * @throws {KithError} FORBIDDEN for a protected feature; INVALID_INPUT for arguments that do not go together
 */
export async function discoverSegments({
  ctx,
  input,
}: {
  ctx: ServiceContext
  input: DiscoverSegmentsInput
}): Promise<ServiceResult<DiscoverSegmentsData>> {
  authorise(ctx, 'read:customers')
  const method = methodOf(input.method)
  const behaviour = input.method === 'behaviour'
  const names = checkMeasures(input.features ?? (behaviour ? BEHAVIOUR_MEASURES : DEFAULT_MEASURES))
  checkCombination(input, method)
  const { filters = [] } = input
  const now = buyersAsOf(ctx, filters)
  const earlierCtx = input.compare_as_of === undefined ? null : contextAsOf(ctx, input.compare_as_of)
  const earlier = earlierCtx === null ? null : { asOf: earlierCtx.asOf, ...buyersAsOf(earlierCtx, filters) }
  const load = (features: CustomerFeatures, positions: Int32Array) =>
    loadMeasures({ store: ctx.store, currency: ctx.shop.currency }, features, positions, names)
  const counts = method === 'dbscan' ? [] : countsFor(input, now.positions.length)
  const key = canonicalJson({
    asOf: ctx.asOf.until,
    earlier: earlier?.asOf.until ?? null,
    method,
    names,
    counts,
    filters,
  })
  const request = (): ClusterRequest => ({
    method,
    now: load(now.features, now.positions),
    earlier: earlier === null ? null : load(earlier.features, earlier.positions),
    counts,
    seed: SEED,
  })
  const enough = now.positions.length >= FEWEST_BUYERS
  const outcome = enough ? await runClusters(ctx, key, request) : null
  const described = describeDiscovery(ctx, { ...now, outcome, names })
  const migration = migrationOf(
    ctx,
    input,
    described.assignment,
    described.segments,
    earlier,
    outcome?.earlier?.codes ?? null,
  )
  return presentDiscovery(ctx, { input, method, names, counts, seed: SEED, now, outcome, described, migration })
}

const methodOf = (method: string): DiscoveryMethod => DISCOVERY_METHODS.find((known) => known === method) ?? 'kmeans'

function checkCombination(
  { k, k_range: range, compare_as_of: date, compare_with: result }: DiscoverSegmentsInput,
  method: DiscoveryMethod,
): void {
  if (method === 'dbscan' && (k !== undefined || range !== undefined)) {
    throw new InvalidInputError('dbscan finds the number of groups itself and takes no k', {
      field: k === undefined ? 'k_range' : 'k',
      hint: 'Leave it out, or use kmeans or hierarchical.',
    })
  }
  if (k !== undefined && range !== undefined) {
    throw new InvalidInputError('k and k_range cannot be used together', {
      field: 'k_range',
      hint: 'Give k for a fixed number of groups, or k_range to choose from.',
    })
  }
  if (range !== undefined && range[0] > range[1]) {
    throw new InvalidInputError(`k_range must go from fewest to most, got [${range.join(', ')}]`, { field: 'k_range' })
  }
  if (date !== undefined && result !== undefined) {
    throw new InvalidInputError('compare_as_of and compare_with cannot be used together', {
      field: 'compare_with',
      hint: 'Compare with one other segmentation at a time.',
    })
  }
}

/** Numbers of groups to look at: the one given, or those of which a group still has five customers on average. */
function countsFor({ k, k_range: range }: DiscoverSegmentsInput, buyers: number): readonly number[] {
  if (k !== undefined) return [k]
  const [least, most] = range ?? [2, Math.max(2, Math.min(MOST_COUNTED, Math.floor(buyers / 5)))]
  return Array.from({ length: most - least + 1 }, (_, i) => least + i)
}

function migrationOf(
  ctx: ServiceContext,
  input: DiscoverSegmentsInput,
  assignment: Assignment,
  segments: readonly DiscoveredSegment[],
  earlier: ({ readonly asOf: AsOf } & Buyers) | null,
  codes: Int32Array | null,
): Migration | null {
  const order = segments.map(({ id }) => id)
  if (input.compare_with !== undefined) {
    return compareSegmentations(earlierAssignment(ctx, input.compare_with), assignment, order, input.compare_with)
  }
  if (earlier === null) return null
  const before = new Map<string, string>()
  const rowOf = new Map(Array.from(earlier.positions, (position, row) => [position, row]))
  for (let i = 0; i < earlier.features.size; i++) {
    if (earlier.members !== null && earlier.members[i] !== 1) continue
    const row = rowOf.get(i)
    const code = row === undefined ? null : (codes?.[row] ?? 0)
    before.set(
      earlier.features.customerIds[i] ?? '',
      code === null ? 'prospect' : code < 0 ? 'none' : `segment_${code + 1}`,
    )
  }
  return compareSegmentations(before, assignment, order, asOfDate(earlier.asOf))
}
