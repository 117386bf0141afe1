import { normalQuantile } from '../stats/normal-quantile.ts'

export interface ReorderFrame {
  /** Weeks from an order to its arrival. */
  readonly leadWeeks: number
  /** Share of cycles that should pass without running out, 0.5..1. */
  readonly serviceLevel: number
  /** Weeks that an order should last once it has arrived. */
  readonly coverWeeks: number
}

export interface ReorderPlan {
  /** Order when the stock has come down to this many units. */
  readonly reorderPoint: number
  /** The part of it that is there for weeks that sell more than expected. */
  readonly safetyStock: number
  /** Units to order now; 0 above the reorder point. */
  readonly orderUnits: number
}

/**
 * When to order again and how much: expected sales until the goods arrive, and a safety stock for what may sell beyond that.
 *
 * What is on its way already is not known to it: take that off the units to order. Errors are taken to be independent from
 * week to week, which makes the safety stock a little small for goods whose sales wander.
 *
 * @param onHand - units
 * @param perWeek - expected units a week
 * @param weeklyError - root mean square of earlier one-week errors, in units
 * @returns units, not rounded, except for the order, which is whole
 * @example reorderPlan(5, 10, 4, { leadWeeks: 4, serviceLevel: 0.975, coverWeeks: 4 }).safetyStock // => 15.68: 1.96 x 4 x 2
 * @see Silver, Pyke & Thomas (2017), Inventory and Production Management in Supply Chains, chapter 6.
 */
export function reorderPlan(
  onHand: number,
  perWeek: number,
  weeklyError: number,
  { leadWeeks, serviceLevel, coverWeeks }: ReorderFrame,
): ReorderPlan {
  const safetyStock = Math.max(0, normalQuantile(serviceLevel)) * weeklyError * Math.sqrt(leadWeeks)
  const reorderPoint = perWeek * leadWeeks + safetyStock
  const wanted = reorderPoint + perWeek * coverWeeks - onHand
  return { reorderPoint, safetyStock, orderUnits: onHand > reorderPoint ? 0 : Math.max(0, Math.ceil(wanted - 1e-9)) }
}
