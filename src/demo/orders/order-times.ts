import type { Draws } from '../draws/draws.ts'
import { DAY, DAYS, END, FIRST_DAY, HOUR, MINUTE, wallOf } from '../files/wall-time.ts'
import type { Shopper } from '../people/shopper.ts'
import type { Season } from './season.ts'

/** One purchase to be made. */
export interface Purchase {
  readonly at: number
  /** A replenishment of the product that this person repeats. */
  readonly replenishes: boolean
  readonly campaign: string | null
}

/** A time of day near the person's active hour. */
export function timeOfDay(shopper: Shopper, draws: Draws): number {
  const hour = shopper.activeHour + draws.normal() * 1.6
  const wrapped = Math.min(23.9, Math.max(6.2, hour < 6.2 ? hour + 6 : hour > 23.9 ? hour - 3 : hour))
  return Math.floor(wrapped * 60) * MINUTE + draws.below(60) * 1000
}

/** The next festival day on or after a day; null when none is left. */
function nextFestivalDay(season: Season, day: number, draws: Draws): number | null {
  for (let at = Math.max(0, day - FIRST_DAY); at < DAYS; at++) {
    if (season.festival[at] === null) continue
    const name = season.festival[at]
    let last = at
    while (last + 1 < DAYS && season.festival[last + 1] === name) last += 1
    return FIRST_DAY + at + draws.below(last - at + 1)
  }
  return null
}

/** Purchase times of the Pareto/NBD story: evenly in busy time at the person's rate until the person leaves. */
function spontaneous(shopper: Shopper, season: Season, first: number, draws: Draws): number[] {
  const times = [first]
  let busy = season.busyAt(Math.floor(first / DAY)) + draws.uniform()
  for (;;) {
    busy += draws.exponential(1 / shopper.rate)
    const at = season.wallAt(busy, timeOfDay(shopper, draws))
    if (at === null || at > shopper.leavesAt) return times
    if (shopper.archetype.festival_only === true) {
      const day = nextFestivalDay(season, Math.floor(at / DAY), draws)
      if (day === null) return times
      const moved = day * DAY + (at % DAY)
      if (moved - (times.at(-1) ?? 0) > DAY) times.push(moved)
    } else if (at > first) {
      times.push(at)
    }
  }
}

/** Fixed dates of the people whom everybody asks about. */
const FIXED_TIMES: Readonly<Record<string, readonly string[]>> = {
  'C-10023': [
    '2024-04-06',
    '2024-05-18',
    '2024-07-06',
    '2024-09-14',
    '2024-10-26',
    '2024-12-21',
    '2025-03-01',
    '2025-04-19',
    '2025-06-14',
    '2025-08-02',
    '2025-09-27',
    '2025-11-10',
  ],
  'C-20417': [
    '2024-09-12',
    '2024-12-03',
    '2025-03-16',
    '2025-06-17',
    '2025-09-05',
    '2025-11-11',
    '2026-01-25',
    '2026-04-12',
    '2026-05-20',
  ],
  'C-30555': [
    '2024-03-20',
    '2024-05-02',
    '2024-06-17',
    '2024-08-05',
    '2024-10-01',
    '2024-11-11',
    '2025-01-08',
    '2025-03-11',
    '2025-05-14',
    '2025-07-20',
    '2025-09-30',
    '2025-11-11',
    '2026-01-15',
    '2026-03-18',
    '2026-05-06',
    '2026-06-18',
  ],
}

/** All purchases of one customer in order of time, before campaigns change them. */
export function planPurchases(shopper: Shopper, season: Season, draws: Draws): Purchase[] {
  const fixed = shopper.role.kind === 'fixed' ? FIXED_TIMES[shopper.id] : undefined
  if (fixed !== undefined) {
    return fixed.map((date) => ({
      at: wallOf(date, 20) + draws.below(90) * MINUTE,
      replenishes: false,
      campaign: null,
    }))
  }
  if (shopper.prospect || shopper.role.kind === 'ring') return []
  const first =
    shopper.createdAt + 5 * MINUTE + draws.below(40) * MINUTE + (draws.chance(0.3) ? draws.below(6) * DAY : 0)
  if (first >= END - HOUR) return []
  const times = spontaneous(shopper, season, first, draws).map((at) => ({ at, replenishes: false, campaign: null }))
  const refills: Purchase[] = []
  if (shopper.cycleDays !== null) {
    let at = first
    for (;;) {
      const gap = shopper.cycleDays * Math.max(0.5, 1 + draws.normal() * 0.12)
      at = (Math.floor(at / DAY) + Math.round(gap)) * DAY + timeOfDay(shopper, draws)
      if (at >= END || at > shopper.leavesAt) break
      refills.push({ at, replenishes: true, campaign: null })
    }
  }
  return [...times, ...refills].filter((one) => one.at < END - HOUR).toSorted((a, b) => a.at - b.at)
}
