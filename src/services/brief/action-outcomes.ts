import { readAudience } from '../../store/queries/audiences/audiences.ts'
import { listReadOutPlans } from '../../store/queries/audiences/list-plans.ts'
import { listProposalRows } from '../../store/queries/proposals/proposals.ts'
import { compareMembers } from '../audiences/compare-members.ts'
import type { ServiceContext } from '../context.ts'

/** What an action brought so far, by those it reached against those left alone. */
export interface ActionOutcome {
  readonly action: 'plan_winback' | 'send_coupon' | 'send_message' | 'export_audience'
  /** The audience, which is the plan for a win-back. */
  readonly audienceId: string
  /** Whole days since it was done, up to the window. */
  readonly days: number
  /** Extra orders of all who were reached, with the 95 % interval; null while it is too early. */
  readonly extraOrders: { readonly value: number; readonly interval: readonly [number, number] } | null
}

const SENT = ['send_coupon', 'send_message', 'export_audience'] as const
/** Orders count for so long after a message; plans say their own window. */
const WINDOW_DAYS = 30
/** Before so many days have passed, a difference says little. */
const FIRST_DAYS = 7
const MOST_TOLD = 10
const MOST_READ = 200

/**
 * Every win-back plan and every executed coupon, message and export with a hold-out, newest first, at most ten. A plan
 * that was sent is told once, as the plan.
 */
export function actionOutcomes(ctx: ServiceContext): ActionOutcome[] {
  const plans = listReadOutPlans(ctx.store, ctx.asOf.until)
  const sends = listProposalRows(ctx.store, 'executed', { limit: MOST_READ, after: null }).flatMap((row) => {
    const action = SENT.find((one) => one === row.action)
    const { audience_id: audienceId } = JSON.parse(row.args) as { readonly audience_id?: string }
    if (action === undefined || audienceId === undefined || row.executedAt === null) return []
    if (plans.includes(audienceId) || row.executedAt >= ctx.asOf.until) return []
    return [{ action, audienceId, doneDay: ctx.shop.zone.dayOf(row.executedAt), windowDays: WINDOW_DAYS }]
  })
  const planned = plans.flatMap((audienceId) => {
    const stored = readAudience(ctx.store, audienceId)
    if (stored === undefined) return []
    const { as_of_day: day, window_days: window } = JSON.parse(stored.definition) as {
      readonly as_of_day: number
      readonly window_days: number
    }
    return [{ action: 'plan_winback' as const, audienceId, doneDay: day, windowDays: window }]
  })
  return [...sends, ...planned]
    .toSorted((a, b) => b.doneDay - a.doneDay)
    .flatMap(({ action, audienceId, doneDay, windowDays }): ActionOutcome[] => {
      const fromDay = doneDay + 1
      const toDay = Math.max(fromDay, Math.min(fromDay + windowDays, ctx.asOf.day + 1))
      const { treated, heldOut, orders } = compareMembers(ctx, audienceId, { fromDay, toDay })
      if (treated.size < 2 || heldOut.size < 2) return []
      const days = toDay - fromDay
      const scaled = (value: number): number => Math.round(value * treated.size * 10) / 10
      const extraOrders =
        orders === null || days < Math.min(FIRST_DAYS, windowDays)
          ? null
          : {
              value: scaled(orders.difference),
              interval: [scaled(orders.interval[0]), scaled(orders.interval[1])] as const,
            }
      return [{ action, audienceId, days, extraOrders }]
    })
    .slice(0, MOST_TOLD)
}
