import type { Fact } from '../../lib/tool-result.ts'

/** A count that moves by no more than this share with the window is as good with any of them. */
const NOTABLE = 0.1

/** Days without an order that stand for "gone" where a fixed rule is asked for. */
export const FIXED_RULE_DAYS = 90

/** The windows told beside one: a third shorter and a third longer, in round days. */
export function windowsBeside(days: number): { readonly shorter: number; readonly longer: number } {
  const step = days < 60 ? 1 : 10
  const round = (value: number): number => Math.max(1, Math.round(value / step) * step)
  return { shorter: round((days * 2) / 3), longer: round((days * 4) / 3) }
}

/**
 * What a count would be under other windows, as facts `shorter_days`, `with_shorter`, `longer_days`, `with_longer`; none
 * when both differ from it by at most 10 %, for then the choice of the window decides nothing.
 *
 * @param days - the window of the count
 * @param count - the count itself
 * @param countAt - the same count with a window of other days
 * @example otherWindows(90, 640, countAt) for 812 at 60 days and 505 at 120 tells both
 */
export function otherWindows(days: number, count: number, countAt: (days: number) => number): Fact[] {
  const { shorter, longer } = windowsBeside(days)
  if (shorter === days || longer === days) return []
  const [withShorter, withLonger] = [countAt(shorter), countAt(longer)]
  if (!differsNotably(withShorter, count) && !differsNotably(withLonger, count)) return []
  return [
    { id: 'shorter_days', label: 'A shorter window', value: shorter, unit: 'days' },
    { id: 'with_shorter', label: 'With the shorter window', value: withShorter, unit: 'customers' },
    { id: 'longer_days', label: 'A longer window', value: longer, unit: 'days' },
    { id: 'with_longer', label: 'With the longer window', value: withLonger, unit: 'customers' },
  ]
}

/**
 * Beside a count of churned customers: how many had gone by a fixed rule of 60, 90 and 120 days without an order instead;
 * none when all three come to about the same.
 *
 * @param churned - customers of the lifecycle stage
 * @param silentFor - customers with an order, and none in the last so many days
 */
export function fixedRuleFacts(churned: number, silentFor: (days: number) => number): Fact[] {
  const byRule = silentFor(FIXED_RULE_DAYS)
  const { shorter, longer } = windowsBeside(FIXED_RULE_DAYS)
  const [withShorter, withLonger] = [silentFor(shorter), silentFor(longer)]
  if (![byRule, withShorter, withLonger].some((count) => differsNotably(count, churned))) return []
  return [
    { id: 'rule_days', label: 'Days without an order, as a fixed rule', value: FIXED_RULE_DAYS, unit: 'days' },
    { id: 'by_rule', label: 'Gone by the fixed rule', value: byRule, unit: 'customers' },
    { id: 'rule_days_shorter', label: 'A shorter rule', value: shorter, unit: 'days' },
    { id: 'by_shorter_rule', label: 'Gone by the shorter rule', value: withShorter, unit: 'customers' },
    { id: 'rule_days_longer', label: 'A longer rule', value: longer, unit: 'days' },
    { id: 'by_longer_rule', label: 'Gone by the longer rule', value: withLonger, unit: 'customers' },
  ]
}

const differsNotably = (other: number, count: number): boolean => Math.abs(other - count) > NOTABLE * count
