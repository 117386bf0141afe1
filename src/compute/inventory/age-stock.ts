/** What came in at one time; newest first in a list. */
export interface Lot {
  readonly units: number
  /** Days since it came in. */
  readonly ageDays: number
  /** Cost of one unit in minor units; null when nobody knows. */
  readonly unitCostMinor: number | null
}

export interface AgedStock {
  /** Units on hand, newest lot first. */
  readonly parts: readonly Lot[]
  /** Age of the oldest unit; null where no lot is known. */
  readonly oldestDays: number | null
  /** Mean over units; null where no lot is known. */
  readonly meanDays: number | null
  /** Units on hand that no known lot explains: older than all of them. */
  readonly unexplained: number
}

/**
 * How old the stock on hand is when the oldest units are sold first (FIFO): what is left are the newest ones.
 *
 * @param onHand - units >= 0
 * @param lots - newest first
 * @example ageStock(8, [{ units: 5, ageDays: 10, unitCostMinor: 100 }, { units: 9, ageDays: 70, unitCostMinor: 90 }]).oldestDays
 * // => 70: five units of ten days, three of seventy
 * Time O(lots).
 */
export function ageStock(onHand: number, lots: readonly Lot[]): AgedStock {
  const parts: Lot[] = []
  let left = onHand
  for (const lot of lots) {
    if (left <= 0) break
    const units = Math.min(left, lot.units)
    if (units > 0) parts.push({ ...lot, units })
    left -= units
  }
  const units = parts.reduce((sum, part) => sum + part.units, 0)
  return {
    parts,
    oldestDays: parts.at(-1)?.ageDays ?? null,
    meanDays: units === 0 ? null : parts.reduce((sum, part) => sum + part.units * part.ageDays, 0) / units,
    unexplained: Math.max(0, left),
  }
}
