import { NotFoundError } from '../../lib/errors.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import { readAudience } from '../../store/queries/audiences/audiences.ts'
import { latestWinbackPlan } from '../../store/queries/audiences/list-plans.ts'
import { compareMembers } from '../audiences/compare-members.ts'
import type { ServiceContext } from '../context.ts'
import type { ServiceResult } from '../service-result.ts'
import { say } from '../say.ts'
import { winbackDefinitions } from './definitions.ts'
import type { WinbackPlanData } from './plan-winback.ts'
import { presentReadOut } from './present-read-out.ts'
import type { PlanDefinition } from './save-plan.ts'

/** What a plan did, by comparing those written to with those left alone. */
export interface WinbackReadOut {
  readonly plan_id: string
  /** First and last day that counts. */
  readonly from: string
  readonly to: string
  readonly days_left: number
  readonly treated: number
  readonly held_out: number
  readonly ordered_treated: number
  readonly ordered_held_out: number
  /** Difference of orders per customer times the customers written to, with its 95 % interval; null without two groups. */
  readonly incremental_orders: number | null
  readonly incremental_orders_interval: readonly [number, number] | null
  readonly incremental_net_revenue_minor: number | null
  readonly incremental_net_revenue_interval: readonly [number, number] | null
}

/** Stands for the newest plan, of which nobody remembers the id. */
const LATEST = 'latest'

/**
 * Reads a plan out: valid orders and net revenue of the window, per customer written to and per customer held out. Whoever
 * was not written to after all counts as if: the comparison is of what was planned, which chance alone decided.
 */
export function readOutWinback(ctx: ServiceContext, asked: string): ServiceResult<WinbackPlanData> {
  const { store, asOf } = ctx
  const planId = asked === LATEST ? (latestWinbackPlan(store, asOf.day) ?? asked) : asked
  const stored = readAudience(store, planId)
  const definition = stored === undefined ? null : (JSON.parse(stored.definition) as Partial<PlanDefinition>)
  if (definition?.kind !== 'winback' || definition.as_of_day === undefined || definition.as_of_day > asOf.day) {
    throw new NotFoundError('win-back plan', planId, {
      field: 'plan_id',
      hint: "Plans are named in the answer that made them; 'latest' reads out the newest one, if there is any.",
    })
  }
  const fromDay = definition.as_of_day + 1
  const window = definition.window_days ?? 0
  const toDay = Math.min(fromDay + window, asOf.day + 1)
  const { treated, heldOut, orders, netMinor: net } = compareMembers(ctx, planId, { fromDay, toDay })
  const scaled = (interval: readonly [number, number]) =>
    [interval[0] * treated.size, interval[1] * treated.size] as const
  const readOut: WinbackReadOut = {
    plan_id: planId,
    from: dateOfDay(fromDay),
    to: dateOfDay(Math.max(fromDay, toDay) - (toDay > fromDay ? 1 : 0)),
    days_left: Math.max(0, fromDay + window - (asOf.day + 1)),
    treated: treated.size,
    held_out: heldOut.size,
    ordered_treated: treated.ordered,
    ordered_held_out: heldOut.ordered,
    incremental_orders: orders === null ? null : orders.difference * treated.size,
    incremental_orders_interval: orders === null ? null : scaled(orders.interval),
    incremental_net_revenue_minor: net === null ? null : Math.round(net.difference * treated.size),
    incremental_net_revenue_interval: net === null ? null : scaled(net.interval),
  }
  return {
    data: {
      plan_id: planId,
      actions: [],
      holdout: null,
      totals: null,
      offers: definition.offers ?? [],
      read_out: readOut,
    },
    ...presentReadOut(ctx, readOut),
    evidence: {
      period: { from: readOut.from, to: dateOfDay(toDay), name: `${window} days after the plan` },
      population: say(
        ctx,
        `the ${treated.size + heldOut.size} customers of ${planId}`,
        `${planId} 的 ${treated.size + heldOut.size} 位客户`,
      ),
      rows_used: treated.size + heldOut.size,
      rows_left_out: {},
      definition: winbackDefinitions[ctx.language],
      method: say(
        ctx,
        'difference of means per customer between those written to and the random hold-out (Welch, 95 %)',
        '被联系客户与随机对照组的人均差异（Welch，95%）',
      ),
      model: null,
      sql: [],
    },
  }
}
