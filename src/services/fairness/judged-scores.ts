import { valueTiers } from '../../compute/segments/value-tiers.ts'
import type { CustomerFeatures } from '../../features/customer-features.ts'
import { loadCustomerFeatures } from '../../features/load-customer-features.ts'
import { asOfEndOfDay } from '../../lib/as-of.ts'
import type { Gate } from '../../lib/tool-result.ts'
import { CHURN_HORIZON_DAYS, churnModel } from '../churn/churn-model.ts'
import type { ChurnParameters } from '../churn/churn-parameters.ts'
import { POPULATION_DAYS } from '../churn/churn-source.ts'
import { loadChurnScores } from '../churn/load-churn-scores.ts'
import type { ServiceContext } from '../context.ts'
import { loadModel } from '../models/load-model.ts'
import type { ModelRun } from '../models/read-model.ts'
import { judgeRisk, RISK_JUDGED_DAYS } from '../risk/judge-risk.ts'
import { riskModel } from '../risk/risk-model.ts'
import type { RiskParameters } from '../risk/risk-parameters.ts'
import { riskThresholds } from '../risk/risk-thresholds.ts'
import { DAYS_PER_MONTH } from '../value/forecast-value.ts'
import { loadValueForecast } from '../value/load-value-forecast.ts'
import { valueModel } from '../value/value-model.ts'
import type { ValueParameters } from '../value/value-parameters.ts'

export const AUDITED_MODELS = ['churn', 'value', 'risk'] as const
export type AuditedModel = (typeof AUDITED_MODELS)[number]

/** Scores of a past cut-off beside what came of them; entry i of every column is one customer. */
export interface JudgedScores {
  readonly run: ModelRun
  readonly cutDay: number
  readonly days: number
  /** What was known of everybody at the cut-off. */
  readonly features: CustomerFeatures
  /** Positions in the features. */
  readonly positions: Int32Array
  /** 1 = the score singles the customer out: high churn tier, high value. */
  readonly selected: Uint8Array
  /** 1 = what the score foretells came true. */
  readonly outcome: Uint8Array
  /** Probability, or money in minor units. */
  readonly predicted: Float64Array
  readonly actual: Float64Array
  readonly money: boolean
}

export type JudgedOrGate =
  | { readonly scores: JudgedScores; readonly gate: null }
  | { readonly scores: null; readonly gate: Gate }

const YEAR = 365

/**
 * Scores of a model that had learnt from nothing after a cut-off, held against what followed it: a churn score 90 days back,
 * a value score a year back or half of the history, a risk score 90 days back for who has ordered again. Trained now where no run of that time is stored.
 */
export function judgeScores(ctx: ServiceContext, model: AuditedModel): Promise<JudgedOrGate> {
  if (model === 'churn') return judgeChurn(ctx)
  if (model === 'value') return judgeValueScores(ctx)
  return judgeRiskScores(ctx)
}

const contextAt = (ctx: ServiceContext, day: number): ServiceContext => ({
  ...ctx,
  asOf: asOfEndOfDay(day, ctx.shop.zone),
  frame: { ...ctx.frame, asOfDay: day },
})

async function judgeChurn(ctx: ServiceContext): Promise<JudgedOrGate> {
  const days = CHURN_HORIZON_DAYS
  const cut = contextAt(ctx, ctx.asOf.day - days)
  const loaded = await loadModel<ChurnParameters>(cut, churnModel(days))
  if (loaded.run === null) return { scores: null, gate: loaded.gate }
  const { run } = loaded
  const { features, positions: all, probability, source } = await loadChurnScores(cut, run)
  const rows = Array.from(all, (_, row) => row).filter(
    (row) => (source.recencyDays[all[row] as number] as number) <= POPULATION_DAYS,
  )
  const positions = Int32Array.from(rows, (row) => all[row] as number)
  const predicted = Float64Array.from(rows, (row) => probability[row] as number)
  const later = loadCustomerFeatures(ctx.store, { asOf: ctx.asOf, shop: ctx.shop })
  const left = Uint8Array.from(positions, (position) => {
    const now = later.positionOf(features.customerIds[position] ?? '')
    const last = later.purchases.days[(later.purchases.offsets[now + 1] ?? 0) - 1] ?? 0
    return last > cut.asOf.day ? 0 : 1
  })
  const threshold = run.parameters.tiers.high.threshold
  return {
    scores: {
      run,
      cutDay: cut.asOf.day,
      days,
      features,
      positions,
      selected: Uint8Array.from(predicted, (value) => Number(value >= threshold)),
      outcome: left,
      predicted,
      actual: Float64Array.from(left),
      money: false,
    },
    gate: null,
  }
}

async function judgeValueScores(ctx: ServiceContext): Promise<JudgedOrGate> {
  const days = Math.min(YEAR, Math.floor((ctx.asOf.day - ctx.frame.firstDay) / 2))
  const cut = contextAt(ctx, ctx.asOf.day - days)
  const loaded = await loadModel<ValueParameters>(cut, valueModel)
  if (loaded.run === null) return { scores: null, gate: loaded.gate }
  const { features, buyers, forecast } = await loadValueForecast(cut, loaded.run, {
    months: days / DAYS_PER_MONTH,
    discount: 0,
  })
  const later = loadCustomerFeatures(ctx.store, { asOf: ctx.asOf, shop: ctx.shop })
  const actual = Float64Array.from(buyers.positions, (position) => {
    const now = later.positionOf(features.customerIds[position] ?? '')
    return (later.netMinor[now] ?? 0) - (features.netMinor[position] ?? 0)
  })
  return {
    scores: {
      run: loaded.run,
      cutDay: cut.asOf.day,
      days,
      features,
      positions: buyers.positions,
      selected: isHighest(forecast.netMinor),
      outcome: isHighest(actual),
      predicted: forecast.netMinor,
      actual,
      money: true,
    },
    gate: null,
  }
}

async function judgeRiskScores(ctx: ServiceContext): Promise<JudgedOrGate> {
  const cut = contextAt(ctx, ctx.asOf.day - RISK_JUDGED_DAYS)
  const loaded = await loadModel<RiskParameters>(cut, riskModel)
  if (loaded.run === null) return { scores: null, gate: loaded.gate }
  const features = loadCustomerFeatures(ctx.store, { asOf: cut.asOf, shop: ctx.shop })
  const { customers, outcome } = await judgeRisk(ctx)
  const { medium } = riskThresholds(ctx)
  // Who had nothing but cancelled orders by then has no features.
  const rows = customers.flatMap(({ customerId }, row) => (features.positionOf(customerId) < 0 ? [] : [row]))
  const predicted = Float64Array.from(rows, (row) => customers[row]?.score ?? 0)
  const came = Uint8Array.from(rows, (row) => outcome[row] ?? 0)
  return {
    scores: {
      run: loaded.run,
      cutDay: cut.asOf.day,
      days: RISK_JUDGED_DAYS,
      features,
      positions: Int32Array.from(rows, (row) => features.positionOf(customers[row]?.customerId ?? '')),
      selected: Uint8Array.from(predicted, (score) => Number(score >= medium)),
      outcome: came,
      predicted,
      actual: Float64Array.from(came),
      money: false,
    },
    gate: null,
  }
}

/** The fewest customers that hold half of the money, as value tiers are drawn. */
function isHighest(money: Float64Array): Uint8Array {
  const tiers = valueTiers(money, new Uint8Array(money.length).fill(1))
  return Uint8Array.from(tiers, (tier) => Number(tier === 0))
}
