import { habitScatter, type CustomerWeeks } from '../../compute/trends/habit-scatter.ts'
import type { readWeeklyOrdersOfSome } from '../../store/queries/trends/read-weekly-orders.ts'

type Rows = ReturnType<typeof readWeeklyOrdersOfSome>

export interface Habits {
  /** How much more than by chance the slope of a group scatters, of its orders alone or of its share in all. */
  readonly scatterOf: (
    group: string,
    totals: readonly number[] | null,
  ) => (influences: Float64Array, means: Float64Array) => number
}

/** What a sample of customers says of how far the same people make several weeks alike. */
export function habitsOfCustomers(rows: Rows, { from, to }: { readonly from: number; readonly to: number }): Habits {
  const codes = new Map<string, number>()
  const groups = new Map<string, [customer: number, week: number, count: number][]>()
  const all = new Map<number, number>()
  const weeks = to - from
  for (const [id, group, week, count] of rows) {
    if (week < from || week >= to) continue
    const customer = codes.get(id) ?? codes.size
    codes.set(id, customer)
    const own = groups.get(group) ?? []
    groups.set(group, own)
    own.push([customer, week - from, count])
    const place = customer * weeks + week - from
    all.set(place, (all.get(place) ?? 0) + count)
  }
  const whole = columnsOf([...all].map(([place, count]) => [Math.floor(place / weeks), place % weeks, count]))
  return {
    scatterOf: (group, totals) => (influences, means) => {
      const shares = means.map((mean, week) => mean / Math.max(0.5, totals?.[from + week] ?? 1))
      const own = columnsOf(groups.get(group) ?? [])
      return habitScatter(own, totals === null ? null : whole, { influences, shares }, codes.size)
    },
  }
}

const columnsOf = (entries: readonly (readonly [customer: number, week: number, count: number])[]): CustomerWeeks => ({
  customer: Int32Array.from(entries, ([customer]) => customer),
  week: Int32Array.from(entries, ([, week]) => week),
  count: Float64Array.from(entries, ([, , count]) => count),
})
