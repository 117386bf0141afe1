import type { Store } from '../../store/open.ts'
import { readRates, type RateRow } from '../../store/queries/facts/rate-facts.ts'
import { microOf, minorOf } from './exact-money.ts'
import { textOf, type Values } from './record-values.ts'

/** Money of a record that cannot be used, as a quarantine reason. */
export class UnusableMoney extends Error {
  readonly reason: 'no_exchange_rate' | 'amount_out_of_range'
  readonly column: string
  readonly value: string

  constructor(reason: UnusableMoney['reason'], column: string, value: string) {
    super(`${reason}: ${column} = ${value}`)
    this.reason = reason
    this.column = column
    this.value = value
  }
}

/** Reads amounts of records in the shop's currency, by the rate dated on or before the fact's day. */
export class MoneyReader {
  readonly #store: Store
  readonly currency: string
  readonly #rates = new Map<string, readonly RateRow[]>()

  constructor(store: Store, currency: string) {
    this.#store = store
    this.currency = currency
  }

  /**
   * What one unit of the record's currency is worth in the shop's: 1 for the shop's own.
   *
   * @throws {UnusableMoney} no_exchange_rate
   */
  factorOf(values: Values, day: number): number {
    const currency = textOf(values, 'currency')
    if (currency === null || currency === this.currency) return 1
    const rate = this.#ratesOf(currency).findLast((row) => row.validFrom <= day)
    const value = rate === undefined ? Number.NaN : Number(rate.rate)
    if (rate === undefined || !(value > 0)) throw new UnusableMoney('no_exchange_rate', 'currency', currency)
    // A rate says how many units of its currency one unit of its base buys.
    return rate.base === this.currency ? 1 / value : value
  }

  /** Minor units of a money field; null when it is empty. @throws {UnusableMoney} amount_out_of_range */
  minor(values: Values, field: string, factor: number): number | null {
    const text = textOf(values, field)
    if (text === null) return null
    const own = minorOf(text, this.currency)
    const minor = factor === 1 || own === null ? own : minorOf(decimalText(Number(text) * factor), this.currency)
    if (minor === null) throw new UnusableMoney('amount_out_of_range', field, text)
    return minor
  }

  /** Millionths of the major unit of a money field; null when it is empty. @throws {UnusableMoney} amount_out_of_range */
  micro(values: Values, field: string, factor: number): number | null {
    const text = textOf(values, field)
    if (text === null) return null
    const own = microOf(text)
    const micro = factor === 1 || own === null ? own : microOf(decimalText(Number(text) * factor))
    if (micro === null) throw new UnusableMoney('amount_out_of_range', field, text)
    return micro
  }

  #ratesOf(currency: string): readonly RateRow[] {
    let rates = this.#rates.get(currency)
    if (rates === undefined) this.#rates.set(currency, (rates = readRates(this.#store, this.currency, currency)))
    return rates
  }
}

const decimalText = (value: number): string => value.toFixed(9)
