import type { Random } from '../../lib/random.ts'
import { InvalidInputError } from '../../lib/errors.ts'
import { quantile } from '../stats/quantile.ts'
import { cholesky, solveCholesky } from '../linear/cholesky.ts'
import { lmgShares } from './lmg-shares.ts'

export interface Driver {
  /** Part of R^2. */
  readonly share: number
  readonly shareInterval: readonly [number, number]
  /** Change of the outcome by one unit of the factor, the others held still; null where the others determine it. */
  readonly effect: number | null
  readonly effectInterval: readonly [number, number] | null
}

export interface Drivers {
  readonly drivers: readonly Driver[]
  /** R^2 of all factors together. */
  readonly explained: number
  readonly explainedInterval: readonly [number, number]
  readonly rows: number
}

export interface DriverRows {
  /** Row after row: the factors, then the outcome. */
  readonly values: Float64Array
  readonly factors: number
  /** Number of the person or thing that each row belongs to: rows of one are drawn together. */
  readonly owners: Int32Array
}

/** Owners are dealt into so many blocks, which are drawn instead of single rows. */
const BLOCKS = 200
const DRAWS = 400
const LOW = 0.025
const HIGH = 0.975

/**
 * What an outcome goes with: shares of R^2 by factor (see `lmgShares`), the effect of a unit of each in a regression on all,
 * and 95 % intervals from a bootstrap that draws whole owners, since one person's answers are alike.
 *
 * An association, not a cause: what is not among the factors may stand behind them. Shares cannot be negative, so their
 * lower ends say little; the interval of the effect says whether there is one.
 *
 * @param rows - at least factors + 2 rows, all values finite
 * @param random - a seeded source
 * @returns one driver per factor, in their order
 * @throws {InvalidInputError} when there are too few rows
 * @example estimateDrivers({ values, factors: 5, owners }, seededRandom(1)).explained // => 0.7067 on R's `swiss`
 * Time O(n p^2 + draws (blocks p^2 + 2^p p^2)), memory O(blocks p^2).
 */
export function estimateDrivers({ values, factors, owners }: DriverRows, random: Random): Drivers {
  const width = factors + 1
  const rows = owners.length
  if (rows < factors + 2 || values.length !== rows * width) {
    throw new InvalidInputError(`${rows} rows are too few for ${factors} factors`)
  }
  const centres = meansOf(values, width, rows)
  const { blocks, size } = dealBlocks(owners)
  const sums = momentSums(values, centres, blocks, size, width)
  const whole = new Float64Array(momentWidth(width))
  for (let block = 0; block < size; block++) addBlock(whole, sums, block)
  const point = estimateFrom(whole, factors)
  const drawn = Array.from({ length: factors }, () => ({ shares: [] as number[], effects: [] as number[] }))
  const totals: number[] = []
  const moments = new Float64Array(whole.length)
  for (let draw = 0; draw < DRAWS; draw++) {
    moments.fill(0)
    for (let pick = 0; pick < size; pick++) addBlock(moments, sums, Math.floor(random() * size))
    const estimate = estimateFrom(moments, factors)
    totals.push(estimate.total)
    for (const [factor, one] of drawn.entries()) {
      one.shares.push(estimate.shares[factor] as number)
      const effect = estimate.effects?.[factor]
      if (effect !== undefined) one.effects.push(effect)
    }
  }
  return {
    drivers: drawn.map(({ shares, effects }, factor) => ({
      share: point.shares[factor] as number,
      shareInterval: spread(shares),
      effect: point.effects?.[factor] ?? null,
      effectInterval: point.effects === null || effects.length < DRAWS / 2 ? null : spread(effects),
    })),
    explained: point.total,
    explainedInterval: spread(totals),
    rows,
  }
}

const spread = (values: readonly number[]): readonly [number, number] => [quantile(values, LOW), quantile(values, HIGH)]

/** Count, sums and sums of products of centred columns. */
const momentWidth = (width: number): number => 1 + width + width * width

function meansOf(values: Float64Array, width: number, rows: number): Float64Array {
  const means = new Float64Array(width)
  for (let at = 0; at < values.length; at++) means[at % width] = (means[at % width] as number) + (values[at] as number)
  return means.map((sum) => sum / rows)
}

/** Few owners are a block each; many share blocks, dealt in turn. */
function dealBlocks(owners: Int32Array): { readonly blocks: Int32Array; readonly size: number } {
  const seen = new Map<number, number>()
  const blocks = Int32Array.from(owners, (owner) => {
    const known = seen.get(owner)
    if (known !== undefined) return known
    const block = seen.size % BLOCKS
    seen.set(owner, block)
    return block
  })
  return { blocks, size: Math.min(BLOCKS, seen.size) }
}

function momentSums(
  values: Float64Array,
  centres: Float64Array,
  blocks: Int32Array,
  size: number,
  width: number,
): readonly Float64Array[] {
  const sums = Array.from({ length: size }, () => new Float64Array(momentWidth(width)))
  const row = new Float64Array(width)
  for (let i = 0; i < blocks.length; i++) {
    const sum = sums[blocks[i] as number] as Float64Array
    for (let j = 0; j < width; j++) row[j] = (values[i * width + j] as number) - (centres[j] as number)
    sum[0] = (sum[0] as number) + 1
    for (let j = 0; j < width; j++) {
      const own = row[j] as number
      sum[1 + j] = (sum[1 + j] as number) + own
      const start = 1 + width + j * width
      for (let k = 0; k < width; k++) sum[start + k] = (sum[start + k] as number) + own * (row[k] as number)
    }
  }
  return sums
}

function addBlock(target: Float64Array, sums: readonly Float64Array[], block: number): void {
  const sum = sums[block] as Float64Array
  for (let at = 0; at < target.length; at++) target[at] = (target[at] as number) + (sum[at] as number)
}

interface Estimate {
  readonly shares: Float64Array
  readonly total: number
  readonly effects: Float64Array | null
}

function estimateFrom(moments: Float64Array, factors: number): Estimate {
  const width = factors + 1
  const n = moments[0] as number
  const covariance = new Float64Array(width * width)
  for (let j = 0; j < width; j++) {
    for (let k = 0; k < width; k++) {
      covariance[j * width + k] =
        (moments[1 + width + j * width + k] as number) / n -
        ((moments[1 + j] as number) / n) * ((moments[1 + k] as number) / n)
    }
  }
  return { ...lmgShares(covariance, factors), effects: effectsFrom(covariance, factors) }
}

function effectsFrom(covariance: Float64Array, factors: number): Float64Array | null {
  const width = factors + 1
  const inner = new Float64Array(factors * factors)
  const target = new Float64Array(factors)
  for (let j = 0; j < factors; j++) {
    for (let k = 0; k < factors; k++) inner[j * factors + k] = covariance[j * width + k] as number
    target[j] = covariance[j * width + factors] as number
  }
  const lower = cholesky(inner, factors)
  if (lower === null) return null
  const effects = solveCholesky(lower, target)
  return effects.every((one) => Number.isFinite(one)) ? effects : null
}
