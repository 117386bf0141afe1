import { nameAt } from '../../features/coded-column.ts'
import { loadCustomerFeatures } from '../../features/load-customer-features.ts'
import { InvalidInputError } from '../../lib/errors.ts'
import type { FilterField } from '../../lib/filters.ts'
import type { Grain } from '../../lib/periods.ts'
import type { AnalyticsEngine, Attribute, PlanDimension } from '../../store/queries/metrics/metric-plan.ts'
import type { ServiceContext } from '../context.ts'

export const TIME_DIMENSIONS = ['day', 'week', 'month', 'quarter', 'year'] as const satisfies readonly Grain[]

/** Fields that the facts themselves carry: what was bought, where and how. */
export const FACT_FIELDS = [
  'country',
  'region',
  'city',
  'channel',
  'device',
  'source',
  'campaign',
  'status',
  'product_id',
  'category',
  'brand',
  'price_band',
] as const satisfies readonly FilterField[]

/** Dimensions of query_metrics: the filter fields that name a group, and parts of time. */
export const DIMENSION_NAMES = [
  ...TIME_DIMENSIONS,
  'weekday',
  'hour',
  ...FACT_FIELDS,
  'customer_id',
  'gender',
  'age_band',
  'language',
  'lifecycle',
  'value_tier',
  'rfm_segment',
  'member_level',
] as const
export type DimensionName = (typeof DIMENSION_NAMES)[number]

export const isTimeDimension = (name: DimensionName): name is (typeof TIME_DIMENSIONS)[number] =>
  TIME_DIMENSIONS.some((grain) => grain === name)

/** Attributes that orders carry, and the customer's own that stands in where a shop's orders carry none. */
const STAND_INS: Readonly<Partial<Record<DimensionName, Attribute>>> = {
  country: 'customer_country',
  region: 'customer_region',
  city: 'customer_city',
  source: 'customer_source',
  channel: 'customer_channel',
}

const SESSION_ATTRIBUTES: readonly string[] = ['device', 'channel', 'source']
const EXPOSURE_ATTRIBUTES: readonly string[] = ['campaign', 'channel']

/** What kind of facts the question counts: the same word may live in different places. */
export type QuestionScope = 'orders' | 'sessions' | 'exposures'

/** Where this shop keeps an attribute for this kind of question. */
export function attributeFor(
  engine: AnalyticsEngine,
  name: Attribute & DimensionName,
  scope: QuestionScope,
): Attribute {
  const standIn = STAND_INS[name]
  if (standIn === undefined) return name
  if (scope === 'sessions') return SESSION_ATTRIBUTES.includes(name) ? name : standIn
  if (scope === 'exposures') return EXPOSURE_ATTRIBUTES.includes(name) ? name : standIn
  return engine.ordersCarry(name) || !engine.customersCarry(standIn) ? name : standIn
}

export interface ResolvedDimension {
  readonly name: DimensionName
  readonly plan: PlanDimension
  /** True when a value per customer makes the groups: orders that name nobody are in none. */
  readonly aboutCustomers: boolean
}

const CUSTOMER_ATTRIBUTES: readonly string[] = ['customer_id', 'gender', 'age_band', 'language']

export function resolveDimension(
  ctx: ServiceContext,
  engine: AnalyticsEngine,
  name: Exclude<DimensionName, Grain>,
  scope: QuestionScope,
): ResolvedDimension {
  if (name === 'weekday' || name === 'hour') return { name, plan: { kind: name, name }, aboutCustomers: false }
  if (name === 'lifecycle' || name === 'value_tier' || name === 'rfm_segment' || name === 'member_level') {
    return { name, plan: { kind: 'customer_group', name, pairs: groupPairs(ctx, name) }, aboutCustomers: true }
  }
  const attribute = attributeFor(engine, name, scope)
  return {
    name,
    plan: { kind: 'attribute', name, attribute },
    aboutCustomers: attribute !== name || CUSTOMER_ATTRIBUTES.includes(name),
  }
}

function groupPairs(
  ctx: ServiceContext,
  name: 'lifecycle' | 'value_tier' | 'rfm_segment' | 'member_level',
): (readonly [string, string])[] {
  const features = loadCustomerFeatures(ctx.store, { asOf: ctx.asOf, shop: ctx.shop })
  const column = {
    lifecycle: features.lifecycle,
    value_tier: features.valueTier,
    rfm_segment: features.rfm.segment,
    member_level: features.attributes.memberLevel,
  }[name]
  return features.customerIds.map((id, position) => [id, nameAt(column, position) ?? ''] as const)
}

export function parseDimension(name: string): DimensionName {
  const found = DIMENSION_NAMES.find((known) => known === name)
  if (found !== undefined) return found
  throw new InvalidInputError(`'${name}' is not a dimension of metrics`, {
    field: 'dimensions',
    hint: `Dimensions are: ${DIMENSION_NAMES.join(', ')}.`,
  })
}
