import { poissonTail } from '../stats/poisson-tail.ts'

export interface Burst {
  readonly subject: number
  /** Days [fromDay, toDay). */
  readonly fromDay: number
  readonly toDay: number
  readonly count: number
  readonly expected: number
}

export interface BurstOptions {
  /** Days that are looked at together. */
  readonly windowDays: number
  /** Days before and after that say what is usual. */
  readonly aroundDays: number
  readonly fewest: number
  /** Chance of a false alarm over everything that is looked at. */
  readonly error: number
}

/**
 * Stretches of days in which a subject (a product) got far more rows than its share of all rows of those days: a busy day of
 * the whole shop is no burst. Poisson tail, as small as trying every window calls for (Bonferroni).
 *
 * @param subjects - of each row, 0..size-1
 * @param days - of each row, same length
 * @returns overlapping windows joined, by subject and day
 * Time O(rows log rows), memory O(rows).
 */
export function findBursts(
  subjects: ArrayLike<number>,
  days: ArrayLike<number>,
  { windowDays, aroundDays, fewest, error }: BurstOptions,
): readonly Burst[] {
  const rows = subjects.length
  const bySubject = new Map<number, number[]>()
  const all: number[] = []
  for (let row = 0; row < rows; row++) {
    const day = days[row] as number
    all.push(day)
    const own = bySubject.get(subjects[row] as number) ?? []
    if (own.length === 0) bySubject.set(subjects[row] as number, own)
    own.push(day)
  }
  all.sort((a, b) => a - b)
  const bursts: Burst[] = []
  for (const [subject, own] of bySubject) {
    own.sort((a, b) => a - b)
    for (let start = 0; start < own.length; start++) {
      const fromDay = own[start] as number
      if (start > 0 && own[start - 1] === fromDay) continue
      const toDay = fromDay + windowDays
      const count = firstFrom(own, toDay) - start
      if (count < fewest) continue
      const others = firstFrom(all, toDay) - firstFrom(all, fromDay) - count
      // Its share of the weeks around, without the window itself: a burst must not hide behind its own size, nor a product
      // that many have come to buy look like one.
      const [before, after] = [fromDay - aroundDays, toDay + aroundDays]
      const ownAround = firstFrom(own, after) - firstFrom(own, before) - count
      const allAround = firstFrom(all, after) - firstFrom(all, before) - count - others
      const share = (ownAround + 1) / (allAround + 1)
      const expected = Math.max(share * (others + 1), 0.05)
      if (poissonTail(count, expected) * rows > error) continue
      const latest = bursts.at(-1)
      if (latest !== undefined && latest.subject === subject && fromDay < latest.toDay) {
        if (count > latest.count) bursts[bursts.length - 1] = { subject, fromDay, toDay, count, expected }
      } else bursts.push({ subject, fromDay, toDay, count, expected })
    }
  }
  return bursts
}

/** Position of the first value that is at least `day`. */
function firstFrom(sorted: readonly number[], day: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] as number) < day) low = middle + 1
    else high = middle
  }
  return low
}
