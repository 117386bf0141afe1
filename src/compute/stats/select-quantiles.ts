import { InvalidInputError } from '../../lib/errors.ts'
import { checkProbability, interpolate, quantileOfSorted } from './quantile.ts'

/** Sign, exponent and 8 bits of mantissa: buckets 0.4 % wide wherever the values lie, however skewed they are. */
const BUCKET_BITS = 20
const SMALL = 4096
/** Index of the more significant half of a double on this machine. */
const HIGH_HALF = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1 ? 1 : 0

/**
 * Several quantiles (type 7) at once without sorting: one pass counts values by the top bits of their binary form, which
 * order as the values do, and only the buckets that hold a wanted rank are sorted.
 *
 * @param values - any order, length >= 1, no NaN
 * @param probabilities - each 0..1
 * @returns one quantile for each probability, equal to `quantile(values, p)`
 * @throws {InvalidInputError} when there is no value, one is NaN, or a probability is outside 0..1
 * @example [...selectQuantiles(Float64Array.of(5, 3, 1, 4, 2), [0.2, 0.8])] // => [1.8, 4.2]
 * Time O(n + b log b) with b the values in the wanted buckets, memory O(b + 2^20).
 */
export function selectQuantiles(values: Float64Array, probabilities: readonly number[]): Float64Array {
  if (values.length === 0) throw new InvalidInputError('a quantile of no values does not exist')
  for (const probability of probabilities) checkProbability(probability)
  if (values.length <= SMALL) {
    const sorted = Float64Array.from(values).sort()
    if (Number.isNaN(sorted.at(-1))) throw notANumber()
    return Float64Array.from(probabilities, (probability) => quantileOfSorted(sorted, probability))
  }
  const counts = new Int32Array(1 << BUCKET_BITS)
  const buckets = bucketsOf(values, counts)
  const ranks = probabilities.flatMap((probability) => {
    const below = Math.floor((values.length - 1) * probability)
    return [below, Math.min(below + 1, values.length - 1)]
  })
  const valueAt = selectRanks(values, buckets, counts, ranks)
  return Float64Array.from(probabilities, (probability, index) => {
    const rank = (values.length - 1) * probability
    return interpolate(valueAt[2 * index] ?? Number.NaN, valueAt[2 * index + 1] ?? Number.NaN, rank - Math.floor(rank))
  })
}

function bucketsOf(values: Float64Array, counts: Int32Array): Int32Array {
  const halves = new Uint32Array(values.buffer, values.byteOffset, values.length * 2)
  const buckets = new Int32Array(values.length)
  let broken = false
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0
    if (value !== value) broken = true
    const high = halves[2 * i + HIGH_HALF] ?? 0
    // Negative doubles order backwards in binary; flipping all their bits, and the sign of the others, mends it.
    const ordered = (high & 0x80000000) === 0 ? high | 0x80000000 : ~high
    const bucket = ordered >>> (32 - BUCKET_BITS)
    buckets[i] = bucket
    counts[bucket] = (counts[bucket] ?? 0) + 1
  }
  if (broken) throw notANumber()
  return buckets
}

/** The values at the given ranks. */
function selectRanks(
  values: Float64Array,
  buckets: Int32Array,
  counts: Int32Array,
  ranks: readonly number[],
): Float64Array {
  const wanted = [...new Set(ranks)].sort((a, b) => a - b)
  const slotOf = new Int8Array(counts.length).fill(-1)
  const members: Float64Array[] = []
  const startOf: number[] = []
  let seen = 0
  let next = 0
  for (let bucket = 0; bucket < counts.length && next < wanted.length; bucket++) {
    const size = counts[bucket] ?? 0
    if (size === 0 || (wanted[next] ?? 0) >= seen + size) {
      seen += size
      continue
    }
    slotOf[bucket] = members.length
    members.push(new Float64Array(size))
    startOf.push(seen)
    seen += size
    while (next < wanted.length && (wanted[next] ?? 0) < seen) next += 1
  }
  const filled = new Int32Array(members.length)
  for (let i = 0; i < buckets.length; i++) {
    const slot = slotOf[buckets[i] ?? 0] ?? -1
    if (slot < 0) continue
    const list = members[slot]
    const position = filled[slot] ?? 0
    if (list !== undefined) list[position] = values[i] ?? 0
    filled[slot] = position + 1
  }
  for (const list of members) list.sort()
  return Float64Array.from(ranks, (rank) => {
    const slot = startOf.findLastIndex((start) => start <= rank)
    return members[slot]?.[rank - (startOf[slot] ?? 0)] ?? Number.NaN
  })
}

const notANumber = (): InvalidInputError =>
  new InvalidInputError('a quantile needs numbers, one of the values is NaN', {
    hint: 'Leave out customers without a value before asking for quantiles.',
  })
