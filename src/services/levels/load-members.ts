import type { Filter } from '../../lib/filters.ts'
import { readCostedSales, type CostedSales } from '../../store/queries/customers/read-costed-sales.ts'
import { readPeriodTotals, type PeriodTotals } from '../../store/queries/customers/read-period-totals.ts'
import { readCustomerRows, readMemberLevels } from '../../store/queries/features/read-customer-rows.ts'
import type { ServiceContext } from '../context.ts'
import { resolvePopulation } from '../population/resolve-population.ts'

/** A customer with the level held at both ends of some days, and what was bought on them. */
export interface Member {
  /** Null where no dated level is known. */
  readonly level: string | null
  readonly levelBefore: string | null
  /** Came after the days began. */
  readonly isNew: boolean
  readonly sales: PeriodTotals
  readonly costed: CostedSales
}

const NO_SALES: PeriodTotals = { orders: 0, grossMinor: 0, returnsMinor: 0 }
const NO_COST: CostedSales = { grossMinor: 0, costMinor: 0 }

/** All customers known by the end of the days that the filters choose, by id. */
export function loadMembers(
  ctx: ServiceContext,
  {
    fromDay,
    toDay,
    filters,
  }: { readonly fromDay: number; readonly toDay: number; readonly filters: readonly Filter[] },
): readonly Member[] {
  const { zone } = ctx.shop
  const from = zone.startOfDay(fromDay)
  const until = Math.min(zone.startOfDay(toDay), ctx.asOf.until)
  const { customerIds } = resolvePopulation(ctx, filters)
  const levels = new Map(readMemberLevels(ctx.store, until))
  const before = new Map(readMemberLevels(ctx.store, from))
  const known = new Set([...readCustomerRows(ctx.store, from)].map(({ id }) => id))
  const sales = readPeriodTotals(ctx.store, ctx.asOf.until, { fromDay, toDay })
  const costed = readCostedSales(ctx.store, ctx.asOf.until, { fromDay, toDay })
  return [...readCustomerRows(ctx.store, until)].flatMap(({ id }): Member[] =>
    customerIds === null || customerIds.has(id)
      ? [
          {
            level: levels.get(id) ?? null,
            levelBefore: before.get(id) ?? null,
            isNew: !known.has(id),
            sales: sales.get(id) ?? NO_SALES,
            costed: costed.get(id) ?? NO_COST,
          },
        ]
      : [],
  )
}

/** Net revenue of the days in minor units. */
export const netOf = ({ sales }: Pick<Member, 'sales'>): number => sales.grossMinor - sales.returnsMinor
