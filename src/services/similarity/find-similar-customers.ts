import { standardise } from '../../compute/cluster/standardise.ts'
import { similarityTo } from '../../compute/cluster/similarity-to.ts'
import { standardisedDifference } from '../../compute/segments/standardised-difference.ts'
import { loadCustomerFeatures } from '../../features/load-customer-features.ts'
import { InvalidInputError, NotFoundError } from '../../lib/errors.ts'
import type { Filter } from '../../lib/filters.ts'
import { seededRandom } from '../../lib/random.ts'
import { authorise } from '../access/authorise.ts'
import type { ServiceContext } from '../context.ts'
import { resolveSide } from '../segments/compare/resolve-side.ts'
import { populationMembers } from '../segments/population-members.ts'
import { checkMeasures } from '../segments/measures/check-measures.ts'
import { loadMeasures } from '../segments/measures/load-measures.ts'
import type { ServiceResult } from '../service-result.ts'
import { say } from '../say.ts'
import { consentFor } from './consent-for.ts'
import { presentSimilar } from './present-similar.ts'
import { salesWithin } from './sales-within.ts'

export interface FindSimilarCustomersInput {
  readonly customer_id?: string | undefined
  /** A segment by name, or `r3.segment_1`. */
  readonly segment?: string | undefined
  /** Whom to be like; beside customer_id or segment, whom to choose from. */
  readonly filters?: readonly Filter[] | undefined
  /** Of those whom the filters choose, so many with the largest net revenue. */
  readonly top?: number | undefined
  readonly limit?: number | undefined
  readonly channel?: string | undefined
  readonly features?: readonly string[] | undefined
}

export interface FindSimilarCustomersData {
  readonly seeds: number
  readonly candidates: number
  readonly customers: readonly { readonly customer_id: string; readonly score: number }[]
  readonly features_used: readonly { readonly feature: string; readonly weight: number }[]
  readonly left_out_for_consent: number
}

const DEFAULT_FEATURES = ['recency', 'frequency', 'monetary', 'order_value', 'purchase_gap', 'categories'] as const
const LISTED = 100
/** What hardly tells the seeds from the others still counts a little: it keeps look-alikes alike. */
const LEAST_WEIGHT = 0.1
const MOST_WEIGHT = 3

/**
 * Customers who buy like a customer or a group, and are not of it: near in behaviour, most of all in what sets the group
 * apart. Whoever withheld consent is left out.
 *
 * @throws {KithError} FORBIDDEN for a protected feature; NOT_FOUND for a customer who is none; INVALID_INPUT when nobody to
 * look for is named, or the ones named have bought nothing
 */
export function findSimilarCustomers({
  ctx,
  input,
}: {
  ctx: ServiceContext
  input: FindSimilarCustomersInput
}): ServiceResult<FindSimilarCustomersData> {
  authorise(ctx, 'read:customers')
  const names = checkMeasures(input.features ?? DEFAULT_FEATURES)
  const features = loadCustomerFeatures(ctx.store, ctx)
  const seeds = seedsOf(ctx, features, input)
  const buyers: number[] = []
  for (let i = 0; i < features.size; i++) if ((features.frequency[i] ?? 0) > 0) buyers.push(i)
  const positions = Int32Array.from(buyers)
  const measures = loadMeasures({ store: ctx.store, currency: ctx.shop.currency }, features, positions, names)
  const seedRows = [...positions.keys()].filter((row) => seeds.members.has(positions[row] ?? -1))
  const otherRows = [...positions.keys()].filter((row) => !seeds.members.has(positions[row] ?? -1))
  const weights = measures.map(({ values, log }) => {
    if (seedRows.length < 2) return 1
    const pick = (rows: readonly number[]) => Float64Array.from(rows, (row) => values[row] ?? 0)
    const effect = Math.abs(standardisedDifference(pick(seedRows), pick(otherRows), log)?.effectSize ?? 1)
    return Math.min(MOST_WEIGHT, Math.max(LEAST_WEIGHT, effect))
  })
  const { points } = standardise(
    measures.map(({ values }) => values),
    measures.map(({ log }) => log),
    measures.map(({ share }) => share),
  )
  const scores = similarityTo(points, seedRows, weights, seededRandom('look-alikes'))
  const among =
    input.filters === undefined || seeds.byFilters ? null : populationMembers(ctx, features, input.filters).members
  const candidates = among === null ? otherRows : otherRows.filter((row) => among[positions[row] ?? -1] === 1)
  const { allowed, leftOut } = consentFor(ctx, input.channel, features, positions, candidates)
  const ranked = allowed.toSorted((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b)
  const customers = ranked.slice(0, input.limit ?? LISTED).map((row) => ({
    customer_id: features.customerIds[positions[row] ?? -1] ?? '',
    score: scores[row] ?? 0,
  }))
  return presentSimilar(ctx, {
    data: {
      seeds: seedRows.length,
      candidates: candidates.length,
      customers,
      features_used: measures
        .map(({ name }, index) => ({ feature: name, weight: weights[index] ?? 0 }))
        .toSorted((a, b) => b.weight - a.weight),
      left_out_for_consent: leftOut,
    },
    features,
    wanted: input.limit ?? LISTED,
    description: seeds.description,
    seed: input.customer_id,
  })
}

interface Seeds {
  readonly members: ReadonlySet<number>
  readonly description: string
  /** The filters say whom to be like, not whom to choose from. */
  readonly byFilters: boolean
}

function seedsOf(
  ctx: ServiceContext,
  features: ReturnType<typeof loadCustomerFeatures>,
  { customer_id: id, segment, filters, top }: FindSimilarCustomersInput,
): Seeds {
  if (
    (id === undefined && segment === undefined && filters === undefined) ||
    (id !== undefined && segment !== undefined)
  ) {
    throw new InvalidInputError('name whom to look for: customer_id, segment or filters', {
      field: 'customer_id',
      hint: 'customer_id finds customers like one; segment or filters (with top) finds customers like a group.',
    })
  }
  if (id !== undefined) {
    const position = features.positionOf(id)
    if (position < 0) throw new NotFoundError('customer', id)
    return { ...withOrders(features, [position], id), byFilters: false }
  }
  const side = resolveSide(ctx, features, segment ?? filters ?? [], segment === undefined ? 'filters' : 'segment')
  const members = [...features.customerIds.keys()].filter((position) => side.members[position] === 1)
  const ranked = top === undefined ? members : topOf(ctx, features, members, filters ?? [], top)
  const description =
    top === undefined
      ? side.description
      : say(
          ctx,
          `the ${top} with the largest net revenue of: ${side.description}`,
          `净销售额最高的 ${top} 位，范围：${side.description}`,
        )
  return { ...withOrders(features, ranked, description), byFilters: segment === undefined }
}

/** The members with the largest net revenue; where conditions name what was bought, with the largest sales of that. */
function topOf(
  ctx: ServiceContext,
  features: ReturnType<typeof loadCustomerFeatures>,
  members: readonly number[],
  filters: readonly Filter[],
  top: number,
): readonly number[] {
  const sales = salesWithin(ctx, filters)
  const worth = (position: number): number =>
    sales === null ? (features.netMinor[position] ?? 0) : (sales.get(features.customerIds[position] ?? '') ?? 0)
  return members.toSorted((a, b) => worth(b) - worth(a) || a - b).slice(0, top)
}

function withOrders(
  features: ReturnType<typeof loadCustomerFeatures>,
  positions: readonly number[],
  description: string,
): Omit<Seeds, 'byFilters'> {
  const members = new Set(positions.filter((position) => (features.frequency[position] ?? 0) > 0))
  if (members.size === 0) {
    throw new InvalidInputError(`nobody to look for: ${description} holds no customer with an order`, {
      field: 'filters',
      hint: 'Name customers who have bought something.',
      details: { reason_code: 'nobody' },
    })
  }
  return { members, description }
}
