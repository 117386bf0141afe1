import { standardisedDifference } from '../../../compute/segments/standardised-difference.ts'
import { loadCustomerFeatures } from '../../../features/load-customer-features.ts'
import { authorise } from '../../access/authorise.ts'
import type { ServiceContext } from '../../context.ts'
import type { ServiceResult } from '../../service-result.ts'
import { CATEGORIES, CUSTOMER_MEASURES } from '../measures/customer-measures.ts'
import { loadMeasures } from '../measures/load-measures.ts'
import { say } from '../../say.ts'
import { presentComparison } from './present-comparison.ts'
import { resolveSide, type SegmentSide } from './resolve-side.ts'

export interface CompareSegmentsInput {
  readonly a: SegmentSide
  /** Everyone else when left out. */
  readonly b?: SegmentSide | undefined
}

export interface SegmentDifference {
  readonly feature: string
  /** Means in the feature's unit, money in major units. */
  readonly a: number
  readonly b: number
  readonly effect_size: number
  readonly interval: readonly [number, number] | null
}

export interface SideSummary {
  readonly description: string
  readonly size: number
  readonly buyers: number
  readonly net_revenue_minor: number
}

export interface CompareSegmentsData {
  readonly a: SideSummary
  readonly b: SideSummary
  readonly in_both: number
  /** Largest effect first. */
  readonly differences: readonly SegmentDifference[]
}

/** What tells two groups of customers apart, or one from everyone else: means, effect sizes with intervals, largest first. */
export function compareSegments({
  ctx,
  input,
}: {
  ctx: ServiceContext
  input: CompareSegmentsInput
}): ServiceResult<CompareSegmentsData> {
  authorise(ctx, 'read:customers')
  const features = loadCustomerFeatures(ctx.store, ctx)
  const a = resolveSide(ctx, features, input.a, 'a')
  const b = input.b === undefined ? null : resolveSide(ctx, features, input.b, 'b')
  const inB = (position: number): boolean => (b === null ? a.members[position] !== 1 : b.members[position] === 1)
  const positions: number[] = []
  const rowsA: number[] = []
  const rowsB: number[] = []
  const sums = { netA: 0, netB: 0, inBoth: 0, sizeB: 0 }
  for (let i = 0; i < features.size; i++) {
    const [one, other] = [a.members[i] === 1, inB(i)]
    if (!one && !other) continue
    if (one && other) sums.inBoth += 1
    if (other) sums.sizeB += 1
    const net = features.netMinor[i] ?? 0
    if (one) sums.netA += net
    if (other) sums.netB += net
    // Only buyers have the measures; prospects count in the sizes.
    if ((features.frequency[i] ?? 0) === 0) continue
    if (one) rowsA.push(positions.length)
    if (other) rowsB.push(positions.length)
    positions.push(i)
  }
  const names = [...CUSTOMER_MEASURES.map(({ name }) => name), CATEGORIES]
  const source = { store: ctx.store, currency: ctx.shop.currency }
  const differences = loadMeasures(source, features, Int32Array.from(positions), names).flatMap(
    ({ name, values, log }): SegmentDifference[] => {
      const pick = (rows: readonly number[]) => Float64Array.from(rows, (row) => values[row] ?? 0)
      const found = standardisedDifference(pick(rowsA), pick(rowsB), log)
      if (found === null) return []
      return [{ feature: name, a: found.a, b: found.b, effect_size: found.effectSize, interval: found.interval }]
    },
  )
  return presentComparison(ctx, {
    a: { description: a.description, size: a.size, buyers: rowsA.length, net_revenue_minor: sums.netA },
    b: {
      description: b?.description ?? say(ctx, 'everyone else', '其他所有人'),
      size: sums.sizeB,
      buyers: rowsB.length,
      net_revenue_minor: sums.netB,
    },
    in_both: sums.inBoth,
    differences: differences.toSorted((x, y) => Math.abs(y.effect_size) - Math.abs(x.effect_size)),
  })
}
