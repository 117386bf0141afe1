export const FORECAST_MEASURES = ['units', 'revenue'] as const
export type ForecastMeasure = (typeof FORECAST_MEASURES)[number]

export const FORECAST_GRAINS = ['day', 'week', 'month'] as const
export type ForecastGrain = (typeof FORECAST_GRAINS)[number]

export interface ForecastDemandInput {
  readonly product_id?: string | undefined
  readonly category?: string | undefined
  /** The whole shop. */
  readonly total?: boolean | undefined
  readonly measure?: ForecastMeasure | undefined
  /** How far ahead; 8 unless given. */
  readonly weeks?: number | undefined
  readonly grain?: ForecastGrain | undefined
}

export interface ForecastStep {
  /** First day, ISO. */
  readonly period: string
  /** First day after. */
  readonly until: string
  readonly value: number
  readonly interval: readonly [number, number]
}

export interface ForecastDemandData {
  readonly scope: { readonly product_id: string | null; readonly category: string | null; readonly total: boolean }
  readonly measure: ForecastMeasure
  readonly unit: string
  readonly grain: ForecastGrain
  readonly weeks: number
  readonly forecast: readonly ForecastStep[]
  /** Of the whole stretch; its interval is not the sum of those of its steps. */
  readonly total: { readonly value: number; readonly interval: readonly [number, number] } | null
  /** Of as many days before as the forecast goes ahead. */
  readonly same_length_before: number
  readonly method: string | null
  readonly backtest: {
    readonly origins: number
    readonly wape: number | null
    readonly bias: number | null
    readonly coverage: number | null
    readonly tested: number
    readonly baseline: string
    readonly baseline_wape: number | null
    readonly tried: readonly { readonly method: string; readonly error: number }[]
  } | null
  readonly events: readonly {
    readonly name: string
    readonly lift: number
    readonly standard_error: number
    readonly ahead: boolean
  }[]
  readonly on_hand: number | null
  /** The day on which the expected sales have used up the stock; null when they do not within the weeks, or nothing was counted. */
  readonly stock_out_on: string | null
  /** Earliest and latest day by the 80 % interval of the sums; a null end lies beyond the weeks. */
  readonly stock_out_interval: readonly [string | null, string | null] | null
}
