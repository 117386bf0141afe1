import { invertPositive } from '../linear/invert-positive.ts'

/** When something known happens: how much of each step it takes, 0..1, history first and then the steps ahead. */
export interface KnownEvent {
  readonly name: string
  readonly shares: Float64Array
}

export interface EventLift {
  readonly name: string
  /** What a whole step of it adds to sales, as a share of an ordinary step: 0.5 = half as much again. */
  readonly lift: number
  readonly standardError: number
}

export interface LiftOptions {
  /** What is known from elsewhere (the whole shop), by name; 0 when left out. */
  readonly prior?: ReadonlyMap<string, number>
  /** How many whole steps of an event that knowledge counts for; 0 = not at all. */
  readonly priorSteps?: number
}

const AROUND = 6
const LOWEST = 0.1

/**
 * What known events (a festival, a promotion, a hot week) add to sales, from how far the steps that they take stand above the
 * ordinary ones around.
 *
 * Two events that always fall together cannot be told apart: each gets a part. What an event takes from the weeks after it is
 * not counted.
 *
 * @param history - values >= 0, oldest first; n of them
 * @param events - shares of at least n steps; negative shares are allowed for what goes below its mean, as a temperature does
 * @returns one lift per event, in their order, with the standard error from the spread of all steps
 * @example eventLifts(Float64Array.of(4, 4, 8, 4, 4), [{ name: 'sale', shares: Float64Array.of(0, 0, 1, 0, 0) }])[0].lift // => 1
 * Time O(n x events^2).
 */
export function eventLifts(
  history: Float64Array,
  events: readonly KnownEvent[],
  { prior = new Map(), priorSteps = 0 }: LiftOptions = {},
): EventLift[] {
  const base = ordinarySteps(history, events)
  const typical = base.reduce((sum, value) => sum + value, 0) / Math.max(1, base.length)
  const size = events.length
  const matrix = new Float64Array(size * size)
  const right = new Float64Array(size)
  const share = (event: number, t: number): number => events[event]?.shares[t] ?? 0
  for (let t = 0; t < history.length; t += 1) {
    const level = base[t] as number
    // Chance grows with the level: weights of 1 / level.
    for (let i = 0; i < size; i += 1) {
      right[i] = (right[i] as number) + share(i, t) * ((history[t] as number) - level)
      for (let j = 0; j < size; j += 1) {
        matrix[i * size + j] = (matrix[i * size + j] as number) + share(i, t) * share(j, t) * level
      }
    }
  }
  const small = 1e-9 * (1 + typical)
  for (const [i, { name }] of events.entries()) {
    const weight = priorSteps * typical + small
    matrix[i * size + i] = (matrix[i * size + i] as number) + weight
    right[i] = (right[i] as number) + weight * (prior.get(name) ?? 0)
  }
  const inverse = invertPositive(matrix, size)
  const inverseAt = (i: number, j: number): number => inverse?.values[i * inverse.stride + j] ?? 0
  const solution = right.map((_, i) => right.reduce((sum, value, j) => sum + inverseAt(i, j) * value, 0))
  let squares = 0
  let counted = 0
  for (let t = 0; t < history.length; t += 1) {
    const level = base[t] as number
    if (level <= 0) continue
    const expected = level * (1 + events.reduce((sum, _, i) => sum + share(i, t) * (solution[i] as number), 0))
    squares += ((history[t] as number) - expected) ** 2 / level
    counted += 1
  }
  const variance = squares / Math.max(1, counted - size)
  return events.map(({ name }, i) => ({
    name,
    lift: solution[i] as number,
    standardError: Math.sqrt(variance * Math.max(0, inverseAt(i, i))),
  }))
}

/** What each step is multiplied by, never below a tenth. */
export function eventMultipliers(
  length: number,
  events: readonly KnownEvent[],
  lifts: readonly EventLift[],
): Float64Array {
  return Float64Array.from({ length }, (_, t) =>
    Math.max(LOWEST, 1 + events.reduce((sum, { shares }, i) => sum + (shares[t] ?? 0) * (lifts[i]?.lift ?? 0), 0)),
  )
}

/** The median of the steps around each one that no event takes; of all steps where there are none. */
function ordinarySteps(history: Float64Array, events: readonly KnownEvent[]): Float64Array {
  // What is there in most steps, as a temperature is, makes none of them extraordinary.
  const occasional = events.filter(
    ({ shares }) => shares.subarray(0, history.length).filter((share) => share !== 0).length < history.length / 2,
  )
  const free = (t: number): boolean => occasional.every(({ shares }) => Math.abs(shares[t] ?? 0) < 1e-9)
  const isFree = Array.from(history, (_, t) => free(t))
  const anyFree = isFree.some(Boolean)
  return Float64Array.from(history, (_, t) => {
    for (let reach = AROUND; ; reach *= 2) {
      const around: number[] = []
      for (let at = Math.max(0, t - reach); at <= Math.min(history.length - 1, t + reach); at += 1) {
        if (isFree[at] === true || !anyFree) around.push(history[at] as number)
      }
      if (around.length >= 4 || reach > history.length) return medianOf(around)
    }
  })
}

function medianOf(values: number[]): number {
  values.sort((a, b) => a - b)
  const middle = values.length >> 1
  const upper = values[middle] ?? 0
  return values.length % 2 === 1 ? upper : ((values[middle - 1] ?? upper) + upper) / 2
}
