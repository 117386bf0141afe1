import type { OrderBaseline } from '../../compute/anomaly/order-baseline.ts'
import type { SignalWeights } from '../../compute/anomaly/score-orders.ts'
import { packNumbers, unpackDoubles, unpackWhole } from '../reviews/model/pack-numbers.ts'

/** What is usual in the shop, as JSON keeps it, and how much each signal weighs. */
export interface RiskParameters {
  readonly baseline: Omit<OrderBaseline, 'forest' | 'hourShares'> & {
    readonly hourShares: readonly number[]
    readonly forest: {
      readonly features: number
      readonly subsample: number
      readonly roots: string
      readonly feature: string
      readonly threshold: string
      readonly left: string
      readonly right: string
      readonly size: string
    } | null
  }
  readonly weights: SignalWeights
  readonly base: number
  /** Whether reviews taught the weights. */
  readonly learnt: boolean
}

export function packBaseline({ forest, hourShares, ...rest }: OrderBaseline): RiskParameters['baseline'] {
  return {
    ...rest,
    hourShares: [...hourShares],
    forest:
      forest === null
        ? null
        : {
            features: forest.features,
            subsample: forest.subsample,
            roots: packNumbers(forest.roots),
            feature: packNumbers(forest.feature),
            threshold: packNumbers(forest.threshold),
            left: packNumbers(forest.left),
            right: packNumbers(forest.right),
            size: packNumbers(forest.size),
          },
  }
}

const unpacked = new WeakMap<RiskParameters, OrderBaseline>()

/** The baseline as it was learnt; unpacked once for each run that was read. */
export function unpackBaseline(parameters: RiskParameters): OrderBaseline {
  const known = unpacked.get(parameters)
  if (known !== undefined) return known
  const { forest, hourShares, ...rest } = parameters.baseline
  const baseline: OrderBaseline = {
    ...rest,
    hourShares: Float64Array.from(hourShares),
    forest:
      forest === null
        ? null
        : {
            features: forest.features,
            subsample: forest.subsample,
            roots: unpackWhole(forest.roots),
            feature: unpackWhole(forest.feature),
            threshold: unpackDoubles(forest.threshold),
            left: unpackWhole(forest.left),
            right: unpackWhole(forest.right),
            size: unpackWhole(forest.size),
          },
  }
  unpacked.set(parameters, baseline)
  return baseline
}
