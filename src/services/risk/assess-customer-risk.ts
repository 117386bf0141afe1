import { CUSTOMER_SIGNALS, type CustomerSignal } from '../../compute/anomaly/score-customers.ts'
import { asOfDate } from '../../lib/as-of.ts'
import { NotFoundError } from '../../lib/errors.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import type { Cell, Fact } from '../../lib/tool-result.ts'
import { readWatchList } from '../../store/queries/risk/read-review-decisions.ts'
import { authorise } from '../access/authorise.ts'
import type { ServiceContext } from '../context.ts'
import { NO_PROFILING, profilingRefusers } from '../customers/profiling-consent.ts'
import { featuresOf } from '../population/population-frame.ts'
import type { ServiceResult } from '../service-result.ts'
import { say } from '../say.ts'
import type { RiskTier } from './assess-orders.ts'
import { customerRiskDefinitions } from './definitions.ts'
import { riskThresholds } from './risk-thresholds.ts'
import { RISK_DAYS, scoreCustomers, type ScoredCustomer } from './score-customers.ts'

export interface AssessCustomerRiskInput {
  readonly tiers?: readonly RiskTier[] | undefined
  readonly customer_id?: string | undefined
  readonly limit?: number | undefined
}

/** What a shop does for each tier; all of it through proposals, none of it by itself. */
const WHAT_TO_DO = { high: 'review_orders_first', medium: 'ask_before_refund', low: 'leave_alone' } as const
export const RISK_STEPS = Object.values(WHAT_TO_DO)

export interface CustomerAtRisk {
  readonly customer_id: string
  readonly score: number
  readonly tier: RiskTier
  readonly what_to_do: (typeof RISK_STEPS)[number]
  readonly reasons: readonly { readonly signal: CustomerSignal; readonly points: number }[]
  readonly orders: number
  readonly risky_orders: number
  readonly return_share: number
  readonly complaints: number
  readonly watched: boolean
}

export interface AssessCustomerRiskData {
  readonly tiers: readonly {
    readonly tier: RiskTier
    readonly from: number
    readonly customers: number
    readonly what_to_do: (typeof RISK_STEPS)[number]
  }[]
  readonly rules: readonly { readonly signal: CustomerSignal; readonly customers: number }[]
  readonly customers: readonly CustomerAtRisk[]
  /** The one asked for; null when none was, or profiling was refused. */
  readonly customer: CustomerAtRisk | null
}

const LISTED = 20
const TIERS = ['high', 'medium', 'low'] as const

/**
 * Accounts by what speaks against them in their orders, returns, reviews and complaints of a year, with what to do per tier.
 * Nothing is limited by it: that is a proposal. Whoever refused profiling is in none of it.
 */
export async function assessCustomerRisk({
  ctx,
  input,
}: {
  ctx: ServiceContext
  input: AssessCustomerRiskInput
}): Promise<ServiceResult<AssessCustomerRiskData>> {
  // The list as a whole: a service bot is told of nobody's risk, its own customer's included.
  authorise(ctx, 'read:predictions')
  const one = input.customer_id?.trim()
  if (one !== undefined && featuresOf(ctx).positionOf(one) < 0) throw new NotFoundError('customer', one.slice(0, 80))
  const refusers = profilingRefusers(ctx)
  const scored = (await scoreCustomers(ctx)).filter(({ customerId }) => !refusers.has(customerId))
  const thresholds = riskThresholds(ctx)
  const tierOf = (score: number): RiskTier =>
    score >= thresholds.high ? 'high' : score >= thresholds.medium ? 'medium' : 'low'
  const watch = readWatchList(ctx.store).customerIds
  const describe = (found: ScoredCustomer): CustomerAtRisk => describeCustomer(found, tierOf(found.score), watch)
  const wanted = new Set<RiskTier>(input.tiers ?? ['high', 'medium'])
  const listed = scored
    .filter(({ score }) => wanted.has(tierOf(score)))
    .toSorted((a, b) => b.score - a.score || (a.customerId < b.customerId ? -1 : 1))
  const known = scored.find(({ customerId }) => customerId === one)
  const customer =
    one === undefined || refusers.has(one) ? null : known === undefined ? quiet(one, tierOf) : describe(known)
  const counts = { high: 0, medium: 0, low: 0 }
  for (const { score } of scored) counts[tierOf(score)] += 1
  const from = { ...thresholds, low: 0 }
  const data: AssessCustomerRiskData = {
    tiers: TIERS.map((tier) => ({ tier, from: from[tier], customers: counts[tier], what_to_do: WHAT_TO_DO[tier] })),
    rules: CUSTOMER_SIGNALS.map((signal) => ({
      signal,
      customers: scored.filter(({ points }) => points[signal] > 0).length,
    })),
    customers:
      one === undefined && !ctx.actor.sharedChannel ? listed.slice(0, input.limit ?? listed.length).map(describe) : [],
    customer,
  }
  const rows = (customer === null ? data.customers.slice(0, LISTED) : [customer]).map(rowOf)
  return {
    data,
    facts: factsOf(ctx, data, scored.length, one),
    table: {
      columns: [
        { key: 'customer_id', label: 'Customer', unit: 'id' },
        { key: 'tier', label: 'Risk', unit: 'label' },
        { key: 'score', label: 'Score', unit: 'ratio' },
        { key: 'reason', label: 'Main reason', unit: 'label' },
        { key: 'reason_2', label: 'Also', unit: 'label' },
        { key: 'what_to_do', label: 'What to do', unit: 'label' },
        { key: 'orders', label: 'Orders', unit: 'orders' },
        { key: 'risky_orders', label: 'Orders at risk', unit: 'orders' },
        { key: 'return_share', label: 'Sent back', unit: 'ratio' },
      ],
      rows,
      total_rows: customer === null ? listed.length : 1,
    },
    evidence: {
      period: {
        from: dateOfDay(ctx.asOf.day + 1 - RISK_DAYS),
        to: dateOfDay(ctx.asOf.day + 1),
        name: `last_${RISK_DAYS}_days`,
      },
      population:
        one === undefined
          ? say(ctx, 'customers who ordered within the year', '一年内下过单的客户')
          : say(ctx, `customer ${one}`, `客户 ${one}`),
      rows_used: scored.length,
      rows_left_out: { profiling_refused: refusers.size },
      definition: customerRiskDefinitions[ctx.language],
      method: say(
        ctx,
        'rules over orders at risk, review findings, returns, coupons, complaints and reviews of a year',
        '对一年内的风险订单、评论检查结果、退货、优惠券、投诉和评论按规则评分',
      ),
      model: null,
      sql: [],
    },
    warnings: one !== undefined && refusers.has(one) ? [NO_PROFILING[ctx.language]] : [],
    suggestions: [],
  }
}

function describeCustomer(
  { customerId, score, points, measures }: ScoredCustomer,
  tier: RiskTier,
  watch: ReadonlySet<string>,
): CustomerAtRisk {
  return {
    customer_id: customerId,
    score,
    tier,
    what_to_do: WHAT_TO_DO[tier],
    reasons: CUSTOMER_SIGNALS.map((signal) => ({ signal, points: points[signal] }))
      .filter((reason) => reason.points > 0)
      .toSorted((a, b) => b.points - a.points),
    orders: measures.orders,
    risky_orders: measures.highOrders + measures.mediumOrders,
    return_share: measures.returnShare,
    complaints: measures.complaints,
    watched: watch.has(customerId),
  }
}

/** Somebody without an order in the year: nothing speaks against them. */
const quiet = (customerId: string, tierOf: (score: number) => RiskTier): CustomerAtRisk => ({
  customer_id: customerId,
  score: 0,
  tier: tierOf(0),
  what_to_do: 'leave_alone',
  reasons: [],
  orders: 0,
  risky_orders: 0,
  return_share: 0,
  complaints: 0,
  watched: false,
})

const rowOf = ({ reasons, ...one }: CustomerAtRisk): Readonly<Record<string, Cell>> => ({
  customer_id: one.customer_id,
  tier: one.tier,
  score: one.score,
  reason: reasons[0] === undefined ? null : `risk_${reasons[0].signal}`,
  reason_2: reasons[1] === undefined ? null : `risk_${reasons[1].signal}`,
  what_to_do: one.what_to_do,
  orders: one.orders,
  risky_orders: one.risky_orders,
  return_share: one.return_share,
})

function factsOf(ctx: ServiceContext, data: AssessCustomerRiskData, assessed: number, one: string | undefined): Fact[] {
  const count = (tier: RiskTier): number => data.tiers.find((row) => row.tier === tier)?.customers ?? 0
  const { customer } = data
  return [
    { id: 'as_of', label: 'As of', value: asOfDate(ctx.asOf), unit: 'date' },
    { id: 'assessed', label: 'Customers looked at', value: assessed, unit: 'customers' },
    ...TIERS.map((tier): Fact => ({ id: tier, label: `Risk ${tier}`, value: count(tier), unit: 'customers' })),
    ...(one === undefined ? [] : [{ id: 'customer_id', label: 'Customer', value: one, unit: 'id' } as const]),
    ...(customer === null
      ? []
      : ([
          { id: 'tier', label: 'Risk', value: customer.tier, unit: 'label' },
          { id: 'score', label: 'Score', value: customer.score, unit: 'ratio' },
          { id: 'orders', label: 'Orders in the year', value: customer.orders, unit: 'orders' },
          { id: 'risky_orders', label: 'Of them at risk', value: customer.risky_orders, unit: 'orders' },
          { id: 'return_share', label: 'Sent back', value: customer.return_share, unit: 'ratio' },
          { id: 'complaints', label: 'Complaints', value: customer.complaints, unit: 'tickets' },
          { id: 'what_to_do', label: 'What to do', value: customer.what_to_do, unit: 'label' },
          ...(customer.reasons[0] === undefined
            ? []
            : [
                {
                  id: 'reason',
                  label: 'Main reason',
                  value: `risk_${customer.reasons[0].signal}`,
                  unit: 'label',
                } as const,
              ]),
        ] as const)),
  ]
}

export { CUSTOMER_SIGNALS }
