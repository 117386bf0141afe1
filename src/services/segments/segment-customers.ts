import type { CustomerFeatures } from '../../features/customer-features.ts'
import { loadCustomerFeatures } from '../../features/load-customer-features.ts'
import { asOfDate } from '../../lib/as-of.ts'
import { InvalidInputError } from '../../lib/errors.ts'
import type { Filter } from '../../lib/filters.ts'
import type { Fact } from '../../lib/tool-result.ts'
import { authorise } from '../access/authorise.ts'
import type { ServiceContext } from '../context.ts'
import { fixedRuleFacts } from '../population/other-windows.ts'
import { say } from '../say.ts'
import { concentrationFacts } from './concentration-facts.ts'
import { contextAsOf } from './context-as-of.ts'
import { populationMembers } from './population-members.ts'
import type { ServiceResult } from '../service-result.ts'
import { compareSegmentations, earlierAssignment, type Assignment, type Migration } from './compare-segmentations.ts'
import { filteredPopulationNote, segmentDefinition } from './definitions.ts'
import { describeSegments, type SegmentDescription } from './describe-segments.ts'
import { interestGroups } from './interest-groups.ts'
import { segmentBy, type Segmentation } from './segment-by.ts'
import { segmentFacts, segmentTable } from './segment-facts.ts'

export interface SegmentCustomersInput {
  readonly method: string
  readonly filters?: readonly Filter[] | undefined
  /** A date: compare with the same segmentation then. */
  readonly compare_as_of?: string | undefined
  /** The result id of an earlier segmentation of this thread. */
  readonly compare_with?: string | undefined
}

export interface SegmentCustomersData {
  readonly method: Segmentation['method']
  readonly segments: readonly SegmentDescription[]
  /** Customer ids by segment; null where lists of people have no place or there are too many to hand over. */
  readonly assignment: Readonly<Record<string, readonly string[]>> | null
  readonly quality: { readonly agreement: { readonly ari: number | null } } | null
  readonly outliers: readonly never[]
  readonly migration: Migration | null
}

/** Beyond this many the ids would outweigh the answer a hundredfold; filters reach the same customers. */
const MOST_ASSIGNED = 100_000

/** Every customer in exactly one segment, with what sets each apart and, on request, who moved since. */
export function segmentCustomers({
  ctx,
  input,
}: {
  ctx: ServiceContext
  input: SegmentCustomersInput
}): ServiceResult<SegmentCustomersData> {
  authorise(ctx, 'read:customers')
  return segmentWith(ctx, input, (at, features) => segmentBy(features, input.method, () => interestGroups(at)))
}

/** Cuts the customers of a context; asked again at the date that is compared with. */
export type Cut = (ctx: ServiceContext, features: CustomerFeatures) => Segmentation

/** A segmentation by any cut that puts every customer in exactly one segment; authorised by the caller. */
export function segmentWith(
  ctx: ServiceContext,
  input: SegmentCustomersInput,
  cut: Cut,
): ServiceResult<SegmentCustomersData> {
  const { filters = [] } = input
  const { features, segmentation, population, assignment } = segmentAsOf(ctx, cut, filters)
  const segments = describeSegments(features, segmentation, population.members)
  const migration = migrationOf(ctx, input, cut, assignment, segmentation.ids)
  const handOver = !ctx.actor.sharedChannel && assignment.size <= MOST_ASSIGNED
  const figures = { segments, segmentation, migration, currency: ctx.shop.currency, language: ctx.language }
  return {
    data: {
      method: segmentation.method,
      segments,
      assignment: handOver ? customersBySegment(assignment, segmentation.ids) : null,
      quality: migration === null ? null : { agreement: { ari: migration.ari } },
      outliers: [],
      migration,
    },
    facts: [
      { id: 'as_of', label: 'As of', value: asOfDate(ctx.asOf), unit: 'date' },
      ...(input.compare_as_of === undefined
        ? []
        : [{ id: 'compare_as_of', label: 'Compared with', value: migration?.compared_with ?? null, unit: 'date' }]),
      ...segmentFacts(figures),
      ...concentrationFacts(features, segmentation, population.members),
      ...churnSensitivity(features, segmentation, segments, population.members),
    ],
    table: segmentTable(figures),
    chart: { type: 'bar', x: 'segment', y: migration === null ? ['customers'] : ['before', 'customers'] },
    evidence: {
      period: null,
      population: population.description,
      rows_used: assignment.size,
      rows_left_out: population.leftOut,
      definition: [
        ...segmentDefinition(segmentation.method, ctx.language),
        ...(filters.length === 0 ? [] : [filteredPopulationNote[ctx.language]]),
      ],
      method: say(ctx, `segments by ${segmentation.method}`, `按 ${segmentation.method} 分群`),
      model: null,
      sql: [],
    },
    warnings:
      assignment.size > MOST_ASSIGNED
        ? [
            say(
              ctx,
              `the ids of ${assignment.size} customers are not listed; find_customers with a filter lists those of a segment`,
              `未列出这 ${assignment.size} 位客户的编号；在 find_customers 中加筛选条件即可列出某一分群的客户`,
            ),
          ]
        : [],
  }
}

/** How many would be gone by a fixed rule instead of the stage; none for other cuts. */
function churnSensitivity(
  { size, recencyDays }: CustomerFeatures,
  { method }: Segmentation,
  segments: readonly SegmentDescription[],
  members: Uint8Array | null,
): Fact[] {
  const churned = segments.find(({ id }) => id === 'churned')
  if (method !== 'lifecycle' || churned === undefined) return []
  return fixedRuleFacts(churned.size, (days) => {
    let silent = 0
    for (let i = 0; i < size; i++)
      if ((members === null || members[i] === 1) && (recencyDays[i] ?? -1) >= days) silent++
    return silent
  })
}

function segmentAsOf(ctx: ServiceContext, cut: Cut, filters: readonly Filter[]) {
  const features = loadCustomerFeatures(ctx.store, ctx)
  const segmentation = cut(ctx, features)
  const population = populationMembers(ctx, features, filters)
  const assignment = new Map<string, string>()
  for (let i = 0; i < features.size; i++) {
    if (population.members !== null && population.members[i] !== 1) continue
    assignment.set(features.customerIds[i] ?? '', segmentation.ids[segmentation.codes[i] ?? -1] ?? '')
  }
  return { features, segmentation, population, assignment }
}

function migrationOf(
  ctx: ServiceContext,
  { filters = [], compare_as_of: date, compare_with: resultId }: SegmentCustomersInput,
  cut: Cut,
  now: Assignment,
  order: readonly string[],
): Migration | null {
  if (date !== undefined && resultId !== undefined) {
    throw new InvalidInputError('compare_as_of and compare_with cannot be used together', {
      field: 'compare_with',
      hint: 'Compare with one other segmentation at a time.',
    })
  }
  if (resultId !== undefined) return compareSegmentations(earlierAssignment(ctx, resultId), now, order, resultId)
  if (date === undefined) return null
  const then = contextAsOf(ctx, date)
  return compareSegmentations(segmentAsOf(then, cut, filters).assignment, now, order, asOfDate(then.asOf))
}

function customersBySegment(assignment: Assignment, ids: readonly string[]): Record<string, readonly string[]> {
  const lists = new Map<string, string[]>(ids.map((id) => [id, []]))
  for (const [customer, segment] of assignment) lists.get(segment)?.push(customer)
  return Object.fromEntries(lists)
}
