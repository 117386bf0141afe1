import { fillBudget } from '../../compute/pricing/fill-budget.ts'
import { assignHoldout } from '../../compute/experiment/assign-holdout.ts'
import type { Filter } from '../../lib/filters.ts'
import { InvalidInputError } from '../../lib/errors.ts'
import { minorDigits, toMinor } from '../../lib/money.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import type { Gate } from '../../lib/tool-result.ts'
import { authorise, mayRole } from '../access/authorise.ts'
import type { ServiceContext } from '../context.ts'
import { loadModel } from '../models/load-model.ts'
import type { ServiceResult } from '../service-result.ts'
import { readSetting } from '../settings/read-setting.ts'
import { DISCOUNT } from '../value/forecast-value.ts'
import { loadValueForecast } from '../value/load-value-forecast.ts'
import { presentGate } from '../value/present-value.ts'
import { VALUE_MONTHS, valueModel } from '../value/value-model.ts'
import { basisOf, type ValueParameters } from '../value/value-parameters.ts'
import { say } from '../say.ts'
import { chooseSilent } from './choose-silent.ts'
import { winbackDefinitions } from './definitions.ts'
import { detectableDifference } from './detectable-difference.ts'
import type { WinbackOffer, WinbackReason } from './offers.ts'
import { presentPlan } from './present-plan.ts'
import { proposeActions, type ProposedAction } from './propose-actions.ts'
import { readOutWinback, type WinbackReadOut } from './read-out-winback.ts'
import { savePlan } from './save-plan.ts'

export interface PlanWinbackInput {
  readonly filters?: readonly Filter[] | undefined
  /** Result id of an earlier answer: only its customers. */
  readonly within?: string | undefined
  /** What offers may cost in all, in major units; `budget_minor` says the same in minor ones. */
  readonly budget?: number | undefined
  readonly budget_minor?: number | undefined
  /** Ids of the offers to choose from; all of the shop's when left out. */
  readonly offers?: readonly string[] | undefined
  /** At most so many customers in the plan, those held out included. */
  readonly limit?: number | undefined
  /** Id of an earlier plan: what it did, instead of a new one. */
  readonly plan_id?: string | undefined
}

export interface WinbackAction {
  readonly customer_id: string
  readonly reason: WinbackReason
  readonly why: string
  readonly other_reasons: readonly WinbackReason[]
  readonly offer: string
  readonly contact_on: string
  readonly expected_gain_minor: number
  readonly cost_minor: number
  readonly extra_probability: number
  readonly probability_alive: number
}

export interface WinbackPlanData {
  readonly plan_id: string | null
  readonly actions: readonly WinbackAction[]
  readonly holdout: {
    readonly share: number
    readonly size: number
    readonly customer_ids: readonly string[]
    readonly window_days: number
    readonly read_out_on: string
    /** Smallest difference in the share of customers who order that the read-out will tell from chance. */
    readonly detectable_difference: number | null
  } | null
  readonly totals: {
    readonly candidates: number
    readonly actions: number
    readonly cost_minor: number
    readonly expected_gain_minor: number
    readonly expected_extra_orders: number
    readonly budget_minor: number | null
    readonly by_reason: readonly { readonly reason: WinbackReason; readonly customers: number }[]
  } | null
  readonly offers: readonly WinbackOffer[]
  readonly read_out: WinbackReadOut | null
}

const MOST = 500

/** Whom to win back, why they went, with which offer, what it should bring, and who is left alone to measure it. */
export async function planWinback({
  ctx,
  input,
}: {
  ctx: ServiceContext
  input: PlanWinbackInput
}): Promise<ServiceResult<WinbackPlanData>> {
  authorise(ctx, 'read:predictions')
  if (input.plan_id !== undefined) return readOutWinback(ctx, input.plan_id)
  const { store, shop, asOf } = ctx
  const offers = chosenOffers(ctx, input.offers)
  const windowDays = readSetting(store, 'winback_window_days')
  const silent = chooseSilent(ctx, input)
  const loaded = await loadModel<ValueParameters>(ctx, valueModel)
  if (loaded.run === null) return gatedPlan(ctx, loaded.gate, offers, silent.description)
  const { run } = loaded
  const everybody = await loadValueForecast(ctx, run, { months: VALUE_MONTHS, discount: DISCOUNT })
  const minorPerMajor = 10 ** minorDigits(shop.currency)
  const proposed = await proposeActions(ctx, {
    everybody,
    run,
    offers,
    windowDays,
    minorPerMajor,
    silent: silent.customerIds,
  })
  const budgetMinor = input.budget_minor ?? (input.budget === undefined ? null : toMinor(input.budget, shop.currency))
  const taken = fillBudget(
    { gain: proposed.map((one) => one.priced.gainMinor), cost: proposed.map((one) => one.priced.costMinor) },
    budgetMinor ?? Number.POSITIVE_INFINITY,
    input.limit ?? MOST,
  ).flatMap((at) => proposed[at] ?? [])
  const share = readSetting(store, 'winback_holdout_share')
  const saved = mayRole(ctx.actor.role, 'propose:segment') && taken.length > 0
  const planned = savePlan(ctx, {
    taken,
    offers,
    windowDays,
    runId: run.id,
    saved,
    draw: (seed) => assignHoldout(taken.length, share, seed),
  })
  const treated = taken.filter((_, i) => planned.held[i] !== 1)
  const heldOut = taken.filter((_, i) => planned.held[i] === 1)
  const mayList = !ctx.actor.sharedChannel
  const byGain = treated.toSorted((a, b) => b.priced.gainMinor - a.priced.gainMinor)
  const actions = mayList ? byGain.map(describeAction) : []
  const sum = (of: (one: ProposedAction) => number) => treated.reduce((total, one) => total + of(one), 0)
  const unprompted = taken.reduce((total, one) => total + one.unprompted, 0) / Math.max(1, taken.length)
  const data: WinbackPlanData = {
    plan_id: saved ? planned.id : null,
    actions,
    holdout: {
      share,
      size: heldOut.length,
      customer_ids: mayList ? heldOut.map(({ customerId }) => customerId) : [],
      window_days: windowDays,
      read_out_on: dateOfDay(asOf.day + windowDays),
      detectable_difference: detectableDifference(unprompted, treated.length, heldOut.length),
    },
    totals: {
      candidates: silent.customerIds.length,
      actions: treated.length,
      cost_minor: sum((one) => one.priced.costMinor),
      expected_gain_minor: sum((one) => one.priced.gainMinor),
      expected_extra_orders: sum((one) => one.priced.extra),
      budget_minor: budgetMinor,
      by_reason: countReasons(treated),
    },
    offers,
    read_out: null,
  }
  return {
    data,
    ...presentPlan(ctx, data, { basis: basisOf(run.parameters), saved, worthIt: proposed.length }),
    evidence: {
      period: null,
      population: silent.description,
      rows_used: silent.customerIds.length,
      rows_left_out: silent.leftOut,
      definition: winbackDefinitions[ctx.language],
      method: say(
        ctx,
        'reasons from each history; value if back less value expected; offers by gain per cost; random hold-out',
        '由各自历史得出原因；召回后的价值减去预期价值；按单位成本收益选择优惠；随机对照组',
      ),
      model: { id: run.id, trained_as_of: run.trainedAsOfDate, report_card: run.reportCard },
      sql: [],
    },
  }
}

const describeAction = ({ customerId, reasons, priced, alive }: ProposedAction): WinbackAction => ({
  customer_id: customerId,
  reason: reasons[0].reason,
  why: reasons[0].why,
  other_reasons: reasons.slice(1).map(({ reason }) => reason),
  offer: priced.offer.id,
  contact_on: dateOfDay(reasons[0].contactDay),
  expected_gain_minor: priced.gainMinor,
  cost_minor: priced.costMinor,
  extra_probability: priced.extra,
  probability_alive: alive,
})

function countReasons(treated: readonly ProposedAction[]): { reason: WinbackReason; customers: number }[] {
  const counts = new Map<WinbackReason, number>()
  for (const { reasons } of treated) counts.set(reasons[0].reason, (counts.get(reasons[0].reason) ?? 0) + 1)
  return [...counts].map(([reason, customers]) => ({ reason, customers })).toSorted((a, b) => b.customers - a.customers)
}

function chosenOffers({ store }: Pick<ServiceContext, 'store'>, wanted: readonly string[] | undefined): WinbackOffer[] {
  const offers = readSetting(store, 'winback_offers')
  if (wanted === undefined) return offers
  const unknown = wanted.filter((id) => offers.every((offer) => offer.id !== id))
  if (unknown.length === 0) return offers.filter(({ id }) => wanted.includes(id))
  throw new InvalidInputError(`there is no offer '${unknown.join("', '")}'`, {
    field: 'offers',
    hint: `The shop's offers are: ${offers.map(({ id }) => id).join(', ')}; the setting winback_offers holds them.`,
  })
}

function gatedPlan(
  ctx: ServiceContext,
  gate: Gate,
  offers: readonly WinbackOffer[],
  population: string,
): ServiceResult<WinbackPlanData> {
  return {
    data: { plan_id: null, actions: [], holdout: null, totals: null, offers, read_out: null },
    ...presentGate(ctx, gate, VALUE_MONTHS),
    gate,
    evidence: {
      period: null,
      population,
      rows_used: gate.have,
      rows_left_out: {},
      definition: winbackDefinitions[ctx.language],
      method: say(
        ctx,
        'none: without predictions of value no offer can be weighed against its cost',
        '无：没有价值预测，就无法权衡优惠与成本',
      ),
      model: null,
      sql: [],
    },
  }
}
