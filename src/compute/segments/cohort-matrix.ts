import { addGrains, startOfGrain, type Grain } from '../../lib/periods.ts'
import type { PurchaseDays } from './purchase-gaps.ts'

export type CohortGrain = Extract<Grain, 'week' | 'month' | 'quarter'>

export interface CohortQuestion {
  readonly grain: CohortGrain
  /** ISO weekday that begins a week: 1 = Monday. */
  readonly weekStart: number
  /** Local day up to which purchases are known. */
  readonly asOfDay: number
  /** Cohorts of customers whose first purchase lies in `[fromDay, toDay)`. */
  readonly fromDay: number
  readonly toDay: number
  /** 1 = take this customer; left out: take all. */
  readonly members?: Uint8Array
}

export interface Cohort {
  /** First local day of the calendar period in which these customers first bought. */
  readonly startDay: number
  readonly size: number
  /** Customers who bought in the k-th calendar period after it, k = 0 .. the period that holds the as-of day. */
  readonly counts: readonly number[]
  /** counts / size, each 0..1; the first is 1. */
  readonly retention: readonly number[]
}

export interface CohortMatrix {
  /** In order of time; calendar periods in which nobody began are absent. */
  readonly cohorts: readonly Cohort[]
  /** True when the as-of day ends its calendar period, so that the last count of every cohort is final. */
  readonly lastPeriodComplete: boolean
}

export interface CurvePoint {
  /** Periods after the first. */
  readonly period: number
  readonly retained: number
  /** Customers whose cohorts have lived that long. */
  readonly base: number
  /** retained / base, 0..1. */
  readonly retention: number
}

/**
 * Customers grouped by the calendar period of their first purchase, and how many of each group bought again in every
 * period since.
 *
 * The count of a running period only grows: compare cohorts on complete periods. A customer who skips a period and
 * comes back is retained again, so a row may rise.
 *
 * @param purchases - purchase days of n customers; a customer without any is in no cohort
 * @example
 * // Two begin in January 1970, one of them buys again in February.
 * cohortMatrix({ offsets: Int32Array.of(0, 2, 3), days: Int32Array.of(0, 40, 5) },
 *   { grain: 'month', weekStart: 1, asOfDay: 58, fromDay: 0, toDay: 31 })
 * // => cohorts [{ startDay: 0, size: 2, counts: [2, 1], retention: [1, 0.5] }], lastPeriodComplete true
 * Time O(days between the first and the last + purchase days), memory O(days + cohorts x periods).
 */
export function cohortMatrix({ offsets, days }: PurchaseDays, question: CohortQuestion): CohortMatrix {
  const { grain, weekStart, asOfDay, fromDay, toDay, members } = question
  const customers = offsets.length - 1
  let firstDay = asOfDay
  for (let customer = 0; customer < customers; customer++) {
    const from = offsets[customer] ?? 0
    if (from < (offsets[customer + 1] ?? 0)) firstDay = Math.min(firstDay, days[from] ?? asOfDay)
  }
  const calendar = calendarBetween(firstDay, asOfDay, grain, weekStart)
  const periods = calendar.starts.length
  const matrix = new Float64Array(periods * periods)
  for (let customer = 0; customer < customers; customer++) {
    const from = offsets[customer] ?? 0
    const to = offsets[customer + 1] ?? 0
    const first = days[from] ?? 0
    if (to === from || first < fromDay || first >= toDay || (members !== undefined && members[customer] !== 1)) continue
    const cohort = calendar.periodOf[first - firstDay] ?? 0
    let previous = -1
    for (let i = from; i < to; i++) {
      const period = calendar.periodOf[(days[i] ?? 0) - firstDay] ?? 0
      if (period === previous) continue
      const cell = cohort * periods + period - cohort
      matrix[cell] = (matrix[cell] ?? 0) + 1
      previous = period
    }
  }
  const cohorts = calendar.starts.flatMap((startDay, index) => {
    const counts = [...matrix.subarray(index * periods, index * periods + periods - index)]
    const size = counts[0] ?? 0
    return size === 0 ? [] : [{ startDay, size, counts, retention: counts.map((count) => count / size) }]
  })
  return { cohorts, lastPeriodComplete: addGrains(calendar.starts.at(-1) ?? 0, grain, 1) === asOfDay + 1 }
}

/**
 * Retention by age over all cohorts, each weighing by its size. A period that is still running at as-of is left out.
 *
 * Old ages rest on old cohorts only, so the far end says little about customers won today.
 *
 * @example
 * cohortCurve({ cohorts: [{ startDay: 0, size: 2, counts: [2, 1], retention: [1, 0.5] }], lastPeriodComplete: true })
 * // => [{ period: 0, retained: 2, base: 2, retention: 1 }, { period: 1, retained: 1, base: 2, retention: 0.5 }]
 * Time O(cells).
 */
export function cohortCurve({ cohorts, lastPeriodComplete }: CohortMatrix): readonly CurvePoint[] {
  const points: { retained: number; base: number }[] = []
  for (const { size, counts } of cohorts) {
    // The first period counts as whole even while it runs: who is in the cohort has bought.
    const final = lastPeriodComplete ? counts.length : Math.max(counts.length - 1, 1)
    for (const [period, retained] of counts.slice(0, final).entries()) {
      const point = (points[period] ??= { retained: 0, base: 0 })
      point.retained += retained
      point.base += size
    }
  }
  return points.map(({ retained, base }, period) => ({ period, retained, base, retention: retained / base }))
}

/** The calendar periods between two days, and the position of each day's period. */
function calendarBetween(firstDay: number, lastDay: number, grain: CohortGrain, weekStart: number) {
  const starts: number[] = []
  const periodOf = new Int32Array(lastDay - firstDay + 1)
  for (let start = startOfGrain(firstDay, grain, weekStart); start <= lastDay;) {
    const next = addGrains(start, grain, 1)
    periodOf.fill(starts.length, Math.max(start - firstDay, 0), next - firstDay)
    starts.push(start)
    start = next
  }
  return { starts, periodOf }
}
