import { estimateDrivers } from '../../compute/drivers/estimate-drivers.ts'
import { seededRandom } from '../../lib/random.ts'
import type { TimeZone } from '../../lib/time-zone.ts'
import type { OrderExperience } from '../../store/queries/voice/read-order-experience.ts'
import type { RatingRow } from '../../store/queries/voice/read-ratings.ts'
import { lateEffect, type LateEffect } from '../delivery/late-effect.ts'

export const DRIVER_FACTORS = [
  'delivery_days',
  'late_delivery',
  'price_paid',
  'returned_goods',
  'asked_service',
  'response_hours',
] as const
/** `mentions_delivery` and the like: whether the text of the rating speaks of that aspect, well or ill. */
export type DriverFactor = (typeof DRIVER_FACTORS)[number] | `mentions_${string}`

export interface SatisfactionDriver {
  readonly factor: DriverFactor
  /** Part of the differences between ratings (of R^2). */
  readonly share: number
  readonly interval: readonly [number, number]
  /** unclear: the interval of the effect holds 0. */
  readonly direction: 'lowers' | 'raises' | 'unclear'
  /** Stars by one unit of the factor (a day, an hour, yes against no, list price against nothing), the others held still. */
  readonly effect: number | null
  readonly effect_interval: readonly [number, number] | null
}

export interface FoundDrivers {
  /** Largest share first. */
  readonly drivers: readonly SatisfactionDriver[]
  readonly explained: {
    readonly value: number
    readonly interval: readonly [number, number]
    readonly n: number
  } | null
  readonly late: LateEffect | null
  /** Ratings whose order was delivered: what drivers rest on. */
  readonly rows: number
}

export const FEWEST_ROWS = 100
/** A factor that fewer rows have says nothing. */
const FEWEST_OF_FACTOR = 20
const MOST_ASPECTS = 4
const DAY = 86_400_000
const SEED = 'satisfaction drivers'

export interface DriverSources {
  readonly zone: TimeZone
  /** Aspects that the text of a rating speaks of; none where it has no text. */
  readonly aspectsOf: (ratingId: string) => readonly string[]
}

interface RatedOrder extends OrderExperience {
  readonly score: number
  readonly late: boolean
  readonly aspects: readonly string[]
  readonly delivered: number
}

/** What ratings go with: parts of the explained differences by factor, and what lateness alone goes with. */
export function findDrivers(
  ratings: readonly RatingRow[],
  experience: ReadonlyMap<string, OrderExperience>,
  { zone, aspectsOf }: DriverSources,
): FoundDrivers {
  const rated = ratings.flatMap((rating): RatedOrder[] => {
    const order = rating.orderId === null ? undefined : experience.get(rating.orderId)
    if (order === undefined || order.deliveredAt === null) return []
    const { deliveredAt: delivered, promisedAt } = order
    const late = promisedAt !== null && delivered > promisedAt && zone.dayOf(delivered) > zone.dayOf(promisedAt)
    const aspects = rating.kind === 'review' ? aspectsOf(rating.id) : []
    return [
      { ...order, customerId: rating.customerId ?? order.customerId, score: rating.score, late, aspects, delivered },
    ]
  })
  const late = lateEffect(rated.filter(({ promisedAt }) => promisedAt !== null))
  const columns: readonly { readonly factor: DriverFactor; readonly values: Float64Array }[] = [
    ...DRIVER_FACTORS.map((factor) => ({ factor, of: FACTORS[factor] })),
    ...topAspects(rated).map((aspect) => ({
      factor: `mentions_${aspect}` as const,
      of: ({ aspects }: RatedOrder) => Number(aspects.includes(aspect)),
    })),
  ].flatMap(({ factor, of }) => {
    const values = valuesOf(of, rated)
    return values === null ? [] : [{ factor, values }]
  })
  if (rated.length < FEWEST_ROWS || columns.length === 0) {
    return { drivers: [], explained: null, late, rows: rated.length }
  }
  const width = columns.length + 1
  const values = new Float64Array(rated.length * width)
  for (const [j, column] of columns.entries()) {
    for (let i = 0; i < rated.length; i++) values[i * width + j] = column.values[i] as number
  }
  for (const [i, { score }] of rated.entries()) values[i * width + width - 1] = score
  const owners = ownersOf(rated)
  const estimate = estimateDrivers({ values, factors: columns.length, owners }, seededRandom(SEED))
  const drivers = estimate.drivers.map((driver, j): SatisfactionDriver => ({
    factor: columns[j]?.factor ?? 'delivery_days',
    share: driver.share,
    interval: driver.shareInterval,
    direction: directionOf(driver.effectInterval),
    effect: driver.effect,
    effect_interval: driver.effectInterval,
  }))
  return {
    drivers: drivers.toSorted((a, b) => b.share - a.share),
    explained: { value: estimate.explained, interval: estimate.explainedInterval, n: rated.length },
    late,
    rows: rated.length,
  }
}

const directionOf = (interval: readonly [number, number] | null): SatisfactionDriver['direction'] =>
  interval === null || (interval[0] <= 0 && interval[1] >= 0) ? 'unclear' : interval[1] < 0 ? 'lowers' : 'raises'

/** One value a row; null when the factor is not known for most rows, or does not vary. */
function valuesOf(of: (row: RatedOrder) => number | null, rated: readonly RatedOrder[]): Float64Array | null {
  const known = rated.map(of)
  const seen = known.filter((value) => value !== null)
  if (seen.length < rated.length / 2) return null
  const mean = seen.reduce((sum, value) => sum + value, 0) / seen.length
  const values = Float64Array.from(known, (value) => value ?? mean)
  const usual = mode(values)
  return values.filter((value) => value !== usual).length < FEWEST_OF_FACTOR ? null : values
}

function mode(values: Float64Array): number {
  const counts = new Map<number, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  let [best, most] = [Number.NaN, 0]
  for (const [value, count] of counts) if (count > most) [best, most] = [value, count]
  return best
}

/** Hours of waiting count from none for who never asked, so that asking and waiting are apart. */
const FACTORS: Readonly<Record<(typeof DRIVER_FACTORS)[number], (row: RatedOrder) => number | null>> = {
  delivery_days: ({ delivered, orderedAt }) => (delivered - orderedAt) / DAY,
  late_delivery: ({ promisedAt, late }) => (promisedAt === null ? null : Number(late)),
  price_paid: ({ grossMinor, listMinor }) => (listMinor === null || listMinor <= 0 ? null : grossMinor / listMinor),
  returned_goods: ({ returnedUnits }) => Number(returnedUnits > 0),
  asked_service: ({ tickets }) => Number(tickets > 0),
  response_hours: ({ responseHours }) => responseHours ?? 0,
}

/** The aspects that most ratings speak of; each more would double the regressions. */
function topAspects(rated: readonly RatedOrder[]): readonly string[] {
  const counts = new Map<string, number>()
  for (const { aspects } of rated) for (const aspect of aspects) counts.set(aspect, (counts.get(aspect) ?? 0) + 1)
  return [...counts]
    .toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, MOST_ASPECTS)
    .map(([aspect]) => aspect)
}

/** Ratings of one customer are drawn together; nobody's are each their own. */
function ownersOf(rated: readonly RatedOrder[]): Int32Array {
  const codes = new Map<string, number>()
  let next = 0
  return Int32Array.from(rated, ({ customerId }) => {
    if (customerId === null) return next++
    const known = codes.get(customerId)
    if (known !== undefined) return known
    codes.set(customerId, next)
    return next++
  })
}
