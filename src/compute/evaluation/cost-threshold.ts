import { InvalidInputError } from '../../lib/errors.ts'
import { descendingOrder } from './rank-order.ts'

/** What the two kinds of mistakes cost, in any one unit. */
export interface MistakeCosts {
  /** A row of class 0 that was called class 1. */
  readonly falseAlarm: number
  /** A row of class 1 that was missed. */
  readonly missed: number
}

export interface CostThreshold {
  /** Call class 1 from this probability on. */
  readonly threshold: number
  /** Mean cost per row at it. */
  readonly cost: number
}

/**
 * The threshold with the smallest cost on these rows. With calibrated probabilities it is near falseAlarm / (falseAlarm +
 * missed); the rows say what it is where they are not. Between two probabilities the threshold lies halfway, above the
 * largest it is past it (call nobody).
 *
 * @param labels - 0 or 1
 * @param probabilities - 0..1, same length
 * @throws {InvalidInputError} without a row, or when a cost is not above 0
 * @example costThreshold([1, 1, 0, 0], [0.9, 0.6, 0.4, 0.1], { falseAlarm: 1, missed: 1 }) // => { threshold: 0.5, cost: 0 }
 * @see Elkan (2001), IJCAI, 973-978.
 * Time O(n log n).
 */
export function costThreshold(
  labels: ArrayLike<number>,
  probabilities: ArrayLike<number>,
  { falseAlarm, missed }: MistakeCosts,
): CostThreshold {
  if (labels.length === 0) throw new InvalidInputError('a threshold cannot be chosen on no rows')
  if (!(falseAlarm > 0 && missed > 0)) {
    throw new InvalidInputError(`costs must be above 0, got ${falseAlarm} and ${missed}`)
  }
  const order = descendingOrder(probabilities)
  const at = (position: number): number => probabilities[order[position] as number] as number
  let cost = 0
  for (let i = 0; i < labels.length; i++) cost += (labels[i] as number) * missed
  // Above a probability of 1 there is nothing to call nobody from, but a number past it.
  let best = { threshold: at(0) < 1 ? (1 + at(0)) / 2 : 1 + Number.EPSILON, cost }
  for (let i = 0; i < order.length; i++) {
    cost += labels[order[i] as number] === 1 ? -missed : falseAlarm
    const last = i === order.length - 1
    if (!last && at(i) === at(i + 1)) continue
    if (cost < best.cost) best = { threshold: last ? at(i) : (at(i) + at(i + 1)) / 2, cost }
  }
  return { threshold: best.threshold, cost: best.cost / labels.length }
}
