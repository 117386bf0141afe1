import { InvalidInputError } from '../../lib/errors.ts'

/** Columns of equal length n. */
export interface Durations {
  /** Time until the event, or until one looked last. */
  readonly time: Float64Array
  /** 1 where the event came, 0 where it had not come yet. */
  readonly happened: Uint8Array
}

/** The survival curve: steps at the times of events, ascending. */
export interface SurvivalCurve {
  readonly time: Float64Array
  /** Share still without the event just after each time. */
  readonly survival: Float64Array
  /** Limits of the interval, in [0, 1]. */
  readonly low: Float64Array
  readonly high: Float64Array
  /** Subjects still watched just before each time. */
  readonly atRisk: Float64Array
  readonly events: Float64Array
}

/**
 * Kaplan-Meier estimate of the share without the event, with Greenwood's interval on the log(-log) scale.
 *
 * Subjects that one stopped watching count until then, provided that stopping has nothing to do with their prospects. Where
 * few remain at risk the interval is wide and the curve's last steps mean little.
 *
 * @param durations - n subjects; a subject watched until a time at which others have the event counts as at risk there
 * @param z - quantile of the normal distribution: 1.959964 for 95 %
 * @returns one entry per distinct time with an event
 * @throws {InvalidInputError} for a negative time or columns of different length
 * @example
 * kaplanMeier({ time: Float64Array.of(6, 6, 6, 7), happened: Uint8Array.of(1, 1, 1, 0) }).survival // => [0.25]
 * @see Kaplan & Meier (1958), JASA 53, 457-481; Greenwood (1926); Kalbfleisch & Prentice (1980) for the scale.
 * Time O(n log n), memory O(n).
 */
export function kaplanMeier({ time, happened }: Durations, z = 1.959963984540054): SurvivalCurve {
  if (happened.length !== time.length) {
    throw new InvalidInputError(`columns differ in length: time ${time.length}, happened ${happened.length}`)
  }
  const bad = time.findIndex((value) => !(value >= 0))
  if (bad >= 0) throw new InvalidInputError(`time of subject ${bad} is ${time[bad]}; it must be 0 or more`)
  const order = Uint32Array.from(time, (_, i) => i).sort((a, b) => (time[a] ?? 0) - (time[b] ?? 0))
  const steps: { time: number; survival: number; low: number; high: number; atRisk: number; events: number }[] = []
  let survival = 1
  let greenwood = 0
  for (let from = 0; from < order.length;) {
    const now = time[order[from] ?? 0] ?? 0
    let to = from
    let events = 0
    while (to < order.length && time[order[to] ?? 0] === now) {
      events += happened[order[to] ?? 0] ?? 0
      to += 1
    }
    const atRisk = order.length - from
    if (events > 0) {
      survival *= 1 - events / atRisk
      greenwood += events / (atRisk * (atRisk - events))
      steps.push({ time: now, survival, ...interval(survival, greenwood, z), atRisk, events })
    }
    from = to
  }
  const column = (key: keyof (typeof steps)[number]) => Float64Array.from(steps, (step) => step[key])
  return {
    time: column('time'),
    survival: column('survival'),
    low: column('low'),
    high: column('high'),
    atRisk: column('atRisk'),
    events: column('events'),
  }
}

/** On the scale log(-log S) the limits stay within 0 and 1; at S = 0 the scale ends and so does the interval. */
function interval(survival: number, greenwood: number, z: number): { low: number; high: number } {
  if (survival <= 0) return { low: 0, high: 0 }
  const spread = Math.exp((z * Math.sqrt(greenwood)) / Math.log(survival))
  const one = survival ** spread
  const other = survival ** (1 / spread)
  return { low: Math.min(one, other), high: Math.max(one, other) }
}
