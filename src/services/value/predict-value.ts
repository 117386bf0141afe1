import { setImmediate } from 'node:timers/promises'
import { nameAt } from '../../features/coded-column.ts'
import { VALUE_TIERS, type ValueTier } from '../../compute/segments/value-tiers.ts'
import { NotFoundError } from '../../lib/errors.ts'
import type { Filter } from '../../lib/filters.ts'
import type { Gate } from '../../lib/tool-result.ts'
import { readCustomerExists } from '../../store/queries/customers/read-customer-record.ts'
import { authorise } from '../access/authorise.ts'
import type { ServiceContext } from '../context.ts'
import { namedCustomer } from '../customers/find-customers.ts'
import { loadModel } from '../models/load-model.ts'
import type { ModelRun } from '../models/read-model.ts'
import type { ReportCard } from '../models/report-card.ts'
import { resolvePopulation } from '../population/resolve-population.ts'
import type { ServiceResult } from '../service-result.ts'
import { say } from '../say.ts'
import { valueDefinitions } from './definitions.ts'
import { DISCOUNT } from './forecast-value.ts'
import { loadValueForecast, type LoadedForecast } from './load-value-forecast.ts'
import { nextOrderOf, type NextOrder } from './next-order.ts'
import { presentGate, presentValue } from './present-value.ts'
import { secondOrders, type SecondOrderShare } from './second-orders.ts'
import { summariseValue, type TierMove, type ValueSummary, type ValueTotals } from './summarise-value.ts'
import { VALUE_MONTHS, valueModel } from './value-model.ts'
import { basisOf, type ValueBasis, type ValueParameters } from './value-parameters.ts'

export interface PredictValueInput {
  /** Months ahead, 12 unless given. */
  readonly months?: number | undefined
  readonly customer_id?: string | undefined
  readonly filters?: readonly Filter[] | undefined
  /** Customers to list, most valuable first; totals count all. */
  readonly limit?: number | undefined
}

export interface ValuedCustomer {
  readonly customer_id: string
  readonly probability_alive: number
  readonly expected_orders: number
  readonly expected_value_minor: number
  /** The middle 80 % of what one such customer brings, in minor units. */
  readonly interval: readonly [number, number]
  readonly expected_net_revenue_minor: number
  readonly next_order: NextOrder | null
  readonly tier_now: ValueTier | null
  readonly tier_next: ValueTier | null
}

export interface PredictValueData {
  readonly months: number
  /** What value is counted in. */
  readonly basis: ValueBasis | null
  readonly monthly_discount: number
  readonly customers: readonly ValuedCustomer[]
  readonly total_customers: number
  readonly totals: ValueTotals | null
  readonly tiers: readonly TierMove[]
  readonly concentration: ValueSummary['concentration'] | null
  /** How soon a second order follows the first. */
  readonly second_orders: readonly SecondOrderShare[]
  readonly report_card: ReportCard | null
}

const LISTED = 20
const BLOCK = 500
/** More than this of the total in one customer is worth a warning. */
const DOMINANT = 0.2

/** What customers will bring in the months to come, whether they are customers still, and when they order next. */
export async function predictValue({
  ctx,
  input,
}: {
  ctx: ServiceContext
  input: PredictValueInput
}): Promise<ServiceResult<PredictValueData>> {
  const filters = input.filters ?? []
  const only = input.customer_id?.trim() ?? namedCustomer(filters)
  authorise(ctx, 'read:predictions', only === null ? {} : { customerId: only })
  if (only !== null && !readCustomerExists(ctx.store, only, ctx.asOf.until)) {
    throw new NotFoundError('customer', only, { hint: 'Take the id from find_customers.' })
  }
  const months = input.months ?? VALUE_MONTHS
  const loaded = await loadModel<ValueParameters>(ctx, valueModel)
  if (loaded.run === null) return gatedResult(ctx, loaded.gate, months, filters)
  const { run } = loaded
  const everybody = await loadValueForecast(ctx, run, { months, discount: DISCOUNT })
  const population = resolvePopulation(ctx, filters)
  const rows = chosenRows(everybody, only, population.customerIds)
  const summary = summariseValue(everybody, run.parameters, rows)
  const mayList = !ctx.actor.sharedChannel || only !== null
  const listed = mayList ? mostValuable(everybody, rows, input.limit ?? LISTED) : []
  const customers: ValuedCustomer[] = []
  for (const [i, row] of listed.entries()) {
    // Dates take a tenth of a millisecond each: a long list lets other requests through.
    if (i % BLOCK === BLOCK - 1) await setImmediate()
    customers.push(describeRow(everybody, run.parameters, summary, row))
  }
  const again = secondOrders(everybody, rows)
  const neverOrdered = neverOrderedAmong(everybody, only, population.customerIds)
  const basis = basisOf(run.parameters)
  return {
    data: {
      months,
      basis,
      monthly_discount: DISCOUNT,
      customers,
      total_customers: rows.length,
      totals: summary.totals,
      tiers: summary.tiers,
      concentration: summary.concentration,
      second_orders: again,
      report_card: run.reportCard,
    },
    ...presentValue(ctx, { months, basis, customers, summary, again, run, only }),
    evidence: {
      period: null,
      population: only === null ? population.description : say(ctx, `customer ${only}`, `客户 ${only}`),
      rows_used: rows.length,
      rows_left_out: { ...population.leftOut, ...(neverOrdered > 0 ? { never_ordered: neverOrdered } : {}) },
      definition: valueDefinitions(basis, months)[ctx.language],
      method: say(
        ctx,
        'Pareto/NBD x Gamma-Gamma on each buyer with a valid order',
        '对每位有有效订单的买家使用 Pareto/NBD × Gamma-Gamma',
      ),
      model: { id: run.id, trained_as_of: run.trainedAsOfDate, report_card: run.reportCard },
      sql: [],
    },
    warnings: warningsFor(ctx, run, everybody, summary),
  }
}

function gatedResult(
  ctx: ServiceContext,
  gate: Gate,
  months: number,
  filters: readonly Filter[],
): ServiceResult<PredictValueData> {
  return {
    data: {
      months,
      basis: null,
      monthly_discount: DISCOUNT,
      customers: [],
      total_customers: 0,
      totals: null,
      tiers: [],
      concentration: null,
      second_orders: [],
      report_card: null,
    },
    ...presentGate(ctx, gate, months),
    gate,
    evidence: {
      period: null,
      population: resolvePopulation(ctx, filters).description,
      rows_used: gate.have,
      rows_left_out: {},
      definition: valueDefinitions('net_revenue', months)[ctx.language],
      method: say(
        ctx,
        'none: the data does not carry the model yet; the pooled estimate is a mean of what earlier buyers brought',
        '无：数据尚不足以支持模型；汇总估计为以往买家贡献的均值',
      ),
      model: null,
      sql: [],
    },
  }
}

function chosenRows(
  { features, buyers }: LoadedForecast,
  only: string | null,
  chosen: ReadonlySet<string> | null,
): Int32Array {
  const rows = Int32Array.from(buyers.positions, (_, row) => row)
  if (only === null && chosen === null) return rows
  return rows.filter((row) => {
    const id = features.customerIds[buyers.positions[row] ?? -1] ?? ''
    return only === null ? chosen?.has(id) === true : id === only && chosen?.has(id) !== false
  })
}

function neverOrderedAmong(
  { features, buyers }: LoadedForecast,
  only: string | null,
  chosen: ReadonlySet<string> | null,
): number {
  if (only !== null) return features.purchaseDays[features.positionOf(only)] === 0 ? 1 : 0
  if (chosen === null) return features.size - buyers.positions.length
  let count = 0
  for (const id of chosen) if (features.purchaseDays[features.positionOf(id)] === 0) count += 1
  return count
}

function mostValuable({ forecast }: LoadedForecast, rows: Int32Array, limit: number): number[] {
  const order = rows.slice().sort((a, b) => (forecast.valueMinor[b] ?? 0) - (forecast.valueMinor[a] ?? 0) || a - b)
  return Array.from(order.subarray(0, limit))
}

function describeRow(
  everybody: LoadedForecast,
  parameters: ValueParameters,
  { tierNext }: ValueSummary,
  row: number,
): ValuedCustomer {
  const { features, buyers, forecast } = everybody
  const position = buyers.positions[row] ?? -1
  return {
    customer_id: features.customerIds[position] ?? '',
    probability_alive: forecast.alive[row] ?? 0,
    expected_orders: forecast.orders[row] ?? 0,
    expected_value_minor: Math.round(forecast.valueMinor[row] ?? 0),
    interval: [Math.round(forecast.lowMinor[row] ?? 0), Math.round(forecast.highMinor[row] ?? 0)],
    expected_net_revenue_minor: Math.round(forecast.netMinor[row] ?? 0),
    next_order: nextOrderOf(
      parameters,
      { alive: forecast.alive[row] ?? 0, frequency: buyers.frequency[row] ?? 0, age: buyers.age[row] ?? 0 },
      features.asOf.day,
    ),
    tier_now: nameAt(features.valueTier, position),
    tier_next: VALUE_TIERS[tierNext[row] ?? -1] ?? null,
  }
}

function warningsFor(
  ctx: ServiceContext,
  { reportCard, parameters }: ModelRun<ValueParameters>,
  { features, buyers }: LoadedForecast,
  { largest, totals }: ValueSummary,
): string[] {
  const warnings: string[] = []
  if (largest !== null && largest.share >= DOMINANT && totals.customers > 1) {
    const id = features.customerIds[buyers.positions[largest.row] ?? -1] ?? ''
    warnings.push(
      say(
        ctx,
        `customer ${id} alone is a fifth or more of the expected value; the total hangs on that one customer`,
        `仅客户 ${id} 一人就占预期价值的五分之一以上，总数取决于这一位客户`,
      ),
    )
  }
  if (reportCard.tested_on === null) {
    warnings.push(
      say(
        ctx,
        'the history is too short to hold a part of it out; these predictions have not been checked yet',
        '历史太短，无法留出一段来检验，这些预测尚未经过验证',
      ),
    )
  }
  if (parameters.gammaGamma === null) {
    warnings.push(
      say(
        ctx,
        "order values hardly differ between customers; everybody's mean stands in for the Gamma-Gamma model",
        '各客户的订单金额几乎没有差别，因此用全体均值代替 Gamma-Gamma 模型',
      ),
    )
  }
  return warnings
}
