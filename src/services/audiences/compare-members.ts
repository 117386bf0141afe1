import { differenceOfMeans, type MeanDifference } from '../../compute/experiment/difference-of-means.ts'
import { readAudienceMembers } from '../../store/queries/audiences/audiences.ts'
import { readPeriodTotals } from '../../store/queries/customers/read-period-totals.ts'
import type { ServiceContext } from '../context.ts'

/** What those of an audience who were treated, or left alone, did in some days. */
export interface MemberGroup {
  readonly size: number
  /** How many ordered at all. */
  readonly ordered: number
}

export interface MemberComparison {
  readonly treated: MemberGroup
  readonly heldOut: MemberGroup
  /** Valid orders per customer, and net revenue in minor units; null without two groups and a day to compare. */
  readonly orders: MeanDifference | null
  readonly netMinor: MeanDifference | null
}

/**
 * Valid orders and net revenue of half-open days, per customer treated and per customer held out. Whoever was not reached
 * after all counts as if: chance alone decided who was to be.
 */
export function compareMembers(
  { store, asOf }: Pick<ServiceContext, 'store' | 'asOf'>,
  audienceId: string,
  days: { readonly fromDay: number; readonly toDay: number },
): MemberComparison {
  const hasDays = days.toDay > days.fromDay
  const totals = hasDays ? readPeriodTotals(store, asOf.until, days) : new Map<string, never>()
  const members = readAudienceMembers(store, audienceId)
  const groupOf = (isHoldout: boolean) => {
    const ids = members.filter((member) => member.isHoldout === isHoldout).map(({ customerId }) => customerId)
    const own = ids.map((id) => totals.get(id) ?? { orders: 0, grossMinor: 0, returnsMinor: 0 })
    return {
      group: { size: ids.length, ordered: own.filter(({ orders }) => orders > 0).length },
      orders: own.map(({ orders }) => orders),
      net: own.map(({ grossMinor, returnsMinor }) => grossMinor - returnsMinor),
    }
  }
  const [treated, heldOut] = [groupOf(false), groupOf(true)]
  const comparable = treated.group.size >= 2 && heldOut.group.size >= 2 && hasDays
  return {
    treated: treated.group,
    heldOut: heldOut.group,
    orders: comparable ? differenceOfMeans(treated.orders, heldOut.orders) : null,
    netMinor: comparable ? differenceOfMeans(treated.net, heldOut.net) : null,
  }
}
