import type { Store } from '../../open.ts'
import { servedAs } from '../models/prediction-slots.ts'
import type { DayRange } from './valid-as-of.ts'

/** The star ratings that each customer gave in reviews of a period, as of an instant. */
export function readRatings(store: Store, until: number, { fromDay, toDay }: DayRange): Map<string, number[]> {
  const ratings = new Map<string, number[]>()
  const rows = store.sqlite
    .prepare<[number, number, number], [string, number]>(
      `SELECT customer_id, rating FROM reviews
       WHERE written_day >= ? AND written_day < ? AND written_at < ? AND customer_id IS NOT NULL AND rating IS NOT NULL`,
    )
    .raw()
  for (const [customerId, rating] of rows.iterate(fromDay, toDay, until)) {
    const known = ratings.get(customerId)
    if (known === undefined) ratings.set(customerId, [rating])
    else known.push(rating)
  }
  return ratings
}

/** The prediction of a model for each customer, made exactly as of an instant; empty when there is none. */
export const readPredictions = (store: Store, model: string, asOf: number): Map<string, number> =>
  new Map(
    store.sqlite
      .prepare<[{ model: string; asOf: number }], [string, number]>(
        `SELECT customer_id, value FROM predictions WHERE model = ${servedAs('@model')} AND as_of = @asOf`,
      )
      .raw()
      .all({ model, asOf }),
  )

/** The prediction of a model for each customer, made at the latest instant in (from, until]; empty when there is none. */
export const readLatestPredictions = (store: Store, model: string, from: number, until: number): Map<string, number> =>
  new Map(
    store.sqlite
      .prepare<[{ model: string; from: number; until: number }], [string, number]>(
        `SELECT customer_id, value FROM predictions
         WHERE model = ${servedAs('@model')} AND as_of > @from AND as_of <= @until`,
      )
      .raw()
      .all({ model, from, until }),
  )
