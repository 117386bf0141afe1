import { FIXED_IDS } from './roles.ts'

const fixedNumbers: ReadonlySet<number> = new Set(FIXED_IDS.map((id) => Number(id.slice(2))))
const STEP = 5

/**
 * Id of customer number `index`: numbers that rise with gaps, as after years of tests and deletions. The planted people
 * come first by index; a stride that is prime to the size spreads them over the ids.
 */
export function customerId(index: number, size: number): string {
  const fixed = FIXED_IDS[index]
  if (fixed !== undefined) return fixed
  const place = (index * strideFor(size)) % size
  let number = 10_001 + place * STEP + ((place * 7) % STEP)
  if (fixedNumbers.has(number)) number = 10_001 + place * STEP + ((place * 7 + 1) % STEP)
  return `C-${number}`
}

const strides = new Map<number, number>()

/** A stride near 0.618 of the size that has no divisor in common with it, so that every place is taken once. */
function strideFor(size: number): number {
  const known = strides.get(size)
  if (known !== undefined) return known
  const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b))
  let stride = Math.max(1, Math.round(size * 0.618))
  while (divisor(stride, size) !== 1) stride += 1
  strides.set(size, stride)
  return stride
}
