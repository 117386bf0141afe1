import type { Store } from '../../open.ts'

/** Rates between two currencies, oldest first; `rate` is the decimal text as it was written. */
export interface RateRow {
  readonly base: string
  readonly validFrom: number
  readonly rate: string
}

export const readRates = (store: Store, one: string, other: string): RateRow[] =>
  store.sqlite
    .prepare<[string, string, string, string], RateRow>(
      `SELECT base, valid_from AS validFrom, rate FROM exchange_rates
       WHERE (base = ? AND currency = ?) OR (base = ? AND currency = ?) ORDER BY valid_from, base`,
    )
    .all(one, other, other, one)
