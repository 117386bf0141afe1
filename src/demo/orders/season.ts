import { upperBound } from '../draws/draws.ts'
import { dateText, DAY, DAYS, FIRST_DAY } from '../files/wall-time.ts'
import type { ShopSettings } from '../settings.ts'

/** How busy each day is, mean 1, and the festival it belongs to. */
export interface Season {
  readonly weight: Float64Array
  /** Sums of `weight` up to and including each day: "busy time" in which purchases arrive evenly. */
  readonly cumulative: Float64Array
  readonly festival: readonly (string | null)[]
  /** Wall time at which busy time reaches a value; null beyond the last day. */
  readonly wallAt: (busyTime: number, timeOfDay: number) => number | null
  /** Busy time at the start of a day. */
  readonly busyAt: (day: number) => number
}

/** The weekly and yearly season with its festivals, scaled so that a mean day weighs 1. */
export function makeSeason(shop: ShopSettings): Season {
  const weight = new Float64Array(DAYS)
  const festival: (string | null)[] = []
  let total = 0
  for (let at = 0; at < DAYS; at++) {
    const day = FIRST_DAY + at
    const date = dateText(day * DAY)
    // Day 0 of the epoch was a Thursday; 0 here is Monday.
    const weekday = (day + 3) % 7
    let value = (shop.weekday[weekday] ?? 1) * (shop.month[Number(date.slice(5, 7)) - 1] ?? 1)
    const monthDay = date.slice(5)
    const running = shop.festivals.find((one) => monthDay >= one.from && monthDay <= one.to)
    if (running !== undefined) value *= monthDay >= running.peak_from ? running.peak_lift : running.lift
    festival.push(running === undefined ? null : `${running.name}-${date.slice(0, 4)}`)
    weight[at] = value
    total += value
  }
  const cumulative = new Float64Array(DAYS)
  let sum = 0
  for (let at = 0; at < DAYS; at++) {
    weight[at] = ((weight[at] ?? 0) * DAYS) / total
    cumulative[at] = sum += weight[at] ?? 0
  }
  return {
    weight,
    cumulative,
    festival,
    busyAt: (day) => cumulative[day - FIRST_DAY - 1] ?? 0,
    wallAt: (busyTime, timeOfDay) => {
      if (busyTime >= sum) return null
      return (FIRST_DAY + upperBound(cumulative, busyTime)) * DAY + timeOfDay
    },
  }
}
