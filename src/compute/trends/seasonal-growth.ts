import { fitLogTrend, yearlyWaves } from './fit-log-trend.ts'

/** Growth per year: 0.1 is ten per cent more. */
export interface Growth {
  readonly rate: number
  /** 95 %. */
  readonly interval: readonly [number, number]
  readonly seasonallyAdjusted: boolean
}

/** Weeks from which a yearly wave and a trend can be told apart. */
export const WEEKS_FOR_SEASON = 104
export const FEWEST_WEEKS = 8
const WEEKS_PER_YEAR = 365.25 / 7
const Z = 1.96

/**
 * Yearly growth of weekly counts over some of the weeks, the wave of the year taken out. The wave is fitted together with
 * the trend where the weeks asked about are two years or more; for fewer it is taken from the whole history, if that is
 * long enough.
 *
 * @param counts - by week, oldest first
 * @param from - first week asked about; `to` behind the last
 * @param options.totals - by week: growth is then that of the share in them
 * @param options.deseasonalise - false leaves the season in
 * @param options.scatterOf - how much more than by chance the slope scatters, of what each row adds to it and the fitted means
 * @returns null for fewer than 8 weeks, or where nothing was counted
 * Time O(weeks).
 */
export function seasonalGrowth(
  counts: readonly number[],
  { from, to }: { readonly from: number; readonly to: number },
  {
    totals,
    deseasonalise = true,
    scatterOf = () => 1,
  }: {
    readonly totals?: readonly number[]
    readonly deseasonalise?: boolean
    readonly scatterOf?: (influences: Float64Array, means: Float64Array) => number
  } = {},
): Growth | null {
  if (to - from < FEWEST_WEEKS) return null
  const years = counts.map((_, week) => week / WEEKS_PER_YEAR)
  const logTotals = counts.map((_, week) => (totals === undefined ? 0 : Math.log(Math.max(0.5, totals[week] ?? 0))))
  const slice = <Value>(values: readonly Value[]): readonly Value[] => values.slice(from, to)
  const fit = (waves: readonly (readonly number[] | Float64Array)[], offsets: readonly number[]) =>
    fitLogTrend(slice(counts), slice(years), {
      offsets: slice(offsets),
      terms: waves.map((wave) => wave.slice(from, to)),
    })
  const waves = yearlyWaves(years)
  const isLong = to - from >= WEEKS_FOR_SEASON
  const hasSeason = deseasonalise && counts.length >= WEEKS_FOR_SEASON
  let trend = null
  if (hasSeason && isLong) trend = fit(waves, logTotals)
  else if (hasSeason) {
    const whole = fitLogTrend(counts, years, { offsets: logTotals, terms: waves })
    const season = counts.map((_, week) =>
      waves.reduce((sum, wave, at) => sum + (wave[week] ?? 0) * (whole?.further[at] ?? 0), 0),
    )
    trend = fit(
      [],
      logTotals.map((offset, week) => offset + (season[week] ?? 0)),
    )
  }
  const seasonallyAdjusted = trend !== null
  trend ??= fit([], logTotals)
  if (trend === null) return null
  const { slope, dispersion, influences, means } = trend
  const error = trend.error * Math.sqrt(Math.max(dispersion, scatterOf(influences, means)) / dispersion)
  const grown = (rate: number): number => Math.expm1(Math.min(20, rate))
  return { rate: grown(slope), interval: [grown(slope - Z * error), grown(slope + Z * error)], seasonallyAdjusted }
}
