import { contextKey, type ContextCounts } from './context-counts.ts'
import { EDGE } from './symbol-sequences.ts'

/** How a distribution over what comes next is made of counts. */
export interface NextSymbolSettings {
  /** Longest context that is listened to; 0 is the plain base rate. */
  readonly order: number
  /** How strongly a context is pulled to the next shorter one; 1 is Witten and Bell's weight. */
  readonly backOff: number
  /** A person's own counts are mixed with so many of everybody's. */
  readonly ownPrior: number
  /** How far the own habit bends the probabilities: 0 not at all, 1 fully. */
  readonly ownWeight: number
  /** Probabilities to this power, made to sum to 1 again: above 1 sharpens, below 1 flattens. */
  readonly sharpness: number
}

/** What one person has done so far, apart for the first thing of a visit and for all that follows it. */
export class OwnCounts {
  readonly first = new Map<number, number>()
  readonly later = new Map<number, number>()
  firstTotal = 0
  laterTotal = 0

  add(symbol: number, afterEdge: boolean): void {
    const counts = afterEdge ? this.first : this.later
    counts.set(symbol, (counts.get(symbol) ?? 0) + 1)
    if (afterEdge) this.firstTotal += 1
    else this.laterTotal += 1
  }
}

/** Half a count for everything that nobody has done yet. */
const NEVER_SEEN = 0.5

/**
 * Probabilities of everything that can come next: a variable-order Markov model. The longest context of the current visit
 * that has been seen speaks, mixed with the shorter ones by how varied its successors are (Witten-Bell), down to the plain
 * base rate; then the person's own habit, shrunk to everybody's, bends the result.
 *
 * Says what people do, not why, and nothing about when.
 *
 * @param counts - of everybody
 * @param symbols - the person's symbols so far; `end` is where the next one would stand
 * @param own - null leaves the own habit out
 * @param impossible - symbols that cannot come next, such as leaving twice
 * @returns Float64Array over the alphabet, sum 1 (all 0 when nothing was ever counted)
 * @see Witten & Bell (1991), IEEE Trans. Information Theory 37(4), 1085-1094; Cleary & Witten (1984), prediction by
 *   partial matching; Guo et al. (2017), ICML, for the temperature.
 * Time O(alphabet + contexts), memory O(alphabet).
 */
export function nextSymbol(
  counts: ContextCounts,
  symbols: ArrayLike<number>,
  end: number,
  own: OwnCounts | null,
  settings: NextSymbolSettings,
  impossible: readonly number[] = [],
): Float64Array {
  const { alphabet, orders } = counts
  const mixed = ratesOf(counts).all.slice()
  const afterEdge = end === 0 || symbols[end - 1] === EDGE
  for (let length = 1; length <= settings.order && length < orders.length; length++) {
    const key = contextKey(symbols, end, length, alphabet)
    const found = key === null ? undefined : orders[length]?.get(key)
    if (found === undefined) break
    let kept = 0
    for (const times of found.counts.values()) kept += times
    // What was not kept is spread like the shorter context says, as is what no count speaks for.
    const rest = found.total - kept + settings.backOff * found.counts.size
    const whole = kept + rest
    for (let symbol = 0; symbol < alphabet; symbol++) mixed[symbol] = ((mixed[symbol] as number) * rest) / whole
    for (const [symbol, times] of found.counts) mixed[symbol] = (mixed[symbol] as number) + times / whole
  }
  if (own !== null && settings.ownWeight > 0) bend(mixed, own, counts, afterEdge, settings)
  for (const symbol of impossible) mixed[symbol] = 0
  return sharpen(mixed, settings.sharpness)
}

/** Share of each symbol among all that was counted. */
function baseRates({ alphabet, orders }: ContextCounts): Float64Array {
  const rates = new Float64Array(alphabet)
  const all = orders[0]?.get(0)
  if (all === undefined) return rates
  const edge = all.counts.has(EDGE)
  const possible = edge ? alphabet : alphabet - 1
  const whole = all.total + NEVER_SEEN * possible
  for (let symbol = edge ? 0 : 1; symbol < alphabet; symbol++) {
    rates[symbol] = ((all.counts.get(symbol) ?? 0) + NEVER_SEEN) / whole
  }
  return rates
}

/** Shares of the same moment of a visit among everybody: of the first thing done, or of all that came later. */
function momentRates(counts: ContextCounts, all: Float64Array, afterEdge: boolean): Float64Array {
  const first = counts.orders[1]?.get(EDGE)
  if (first === undefined) return all
  const total = counts.orders[0]?.get(0)?.total ?? 0
  const whole = afterEdge ? first.total : total - first.total
  const rates = new Float64Array(counts.alphabet)
  for (let symbol = 0; symbol < rates.length; symbol++) {
    const early = first.counts.get(symbol) ?? 0
    const times = afterEdge ? early : (counts.orders[0]?.get(0)?.counts.get(symbol) ?? 0) - early
    rates[symbol] = (times + (all[symbol] as number)) / (whole + 1)
  }
  return rates
}

interface Rates {
  readonly all: Float64Array
  readonly first: Float64Array
  readonly later: Float64Array
}

const knownRates = new WeakMap<ContextCounts, Rates>()

/** Rates of everybody, worked out once for the same counts. */
function ratesOf(counts: ContextCounts): Rates {
  const known = knownRates.get(counts)
  if (known !== undefined) return known
  const all = baseRates(counts)
  const rates = { all, first: momentRates(counts, all, true), later: momentRates(counts, all, false) }
  knownRates.set(counts, rates)
  return rates
}

function bend(
  mixed: Float64Array,
  own: OwnCounts,
  counts: ContextCounts,
  afterEdge: boolean,
  { ownPrior, ownWeight }: NextSymbolSettings,
): void {
  const { first, later } = ratesOf(counts)
  const everybody = afterEdge ? first : later
  const [mine, total] = afterEdge ? [own.first, own.firstTotal] : [own.later, own.laterTotal]
  const plain = (ownPrior / (total + ownPrior)) ** ownWeight
  for (let symbol = 0; symbol < mixed.length; symbol++) {
    const times = mine.get(symbol)
    const rate = everybody[symbol] as number
    if (times === undefined) mixed[symbol] = (mixed[symbol] as number) * plain
    else if (rate > 0) {
      mixed[symbol] = (mixed[symbol] as number) * ((times + ownPrior * rate) / ((total + ownPrior) * rate)) ** ownWeight
    }
  }
}

function sharpen(values: Float64Array, power: number): Float64Array {
  let sum = 0
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number
    const raised = power === 1 || value === 0 ? value : value ** power
    values[i] = raised
    sum += raised
  }
  if (sum > 0) for (let i = 0; i < values.length; i++) values[i] = (values[i] as number) / sum
  return values
}
