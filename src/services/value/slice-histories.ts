import type { BuyerHistories } from './value-histories.ts'

/** Rows `from` up to `to` of the histories, without copying them. */
export const sliceHistories = (buyers: BuyerHistories, from: number, to: number): BuyerHistories => ({
  positions: buyers.positions.subarray(from, to),
  frequency: buyers.frequency.subarray(from, to),
  recency: buyers.recency.subarray(from, to),
  age: buyers.age.subarray(from, to),
  values: { orders: buyers.values.orders.subarray(from, to), mean: buyers.values.mean.subarray(from, to) },
  grossMinor: buyers.grossMinor.subarray(from, to),
  netMinor: buyers.netMinor.subarray(from, to),
})
