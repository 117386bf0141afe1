export interface Estimate {
  readonly value: number
  readonly standardError: number
}

export interface PooledEstimates {
  /** Mean of what the things truly have, and how surely it is known. */
  readonly mean: Estimate
  /** Standard deviation of what they truly have, beyond the errors of the estimates. */
  readonly spread: number
}

/**
 * The mean of several estimates of things that truly differ, and how much they differ (random effects).
 *
 * @param estimates - at least one, standard errors > 0
 * @returns a spread of 0 where the estimates differ no more than their errors explain
 * @example poolEstimates([{ value: -1, standardError: 0.1 }, { value: -2, standardError: 0.1 }]).mean.value // => -1.5
 * @see DerSimonian & Laird (1986), Controlled Clinical Trials 7(3), 177-188. Time O(n).
 */
export function poolEstimates(estimates: readonly Estimate[]): PooledEstimates {
  const weights = estimates.map(({ standardError }) => 1 / standardError ** 2)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const fixed = estimates.reduce((sum, { value }, i) => sum + (weights[i] ?? 0) * value, 0) / total
  const excess = estimates.reduce((sum, { value }, i) => sum + (weights[i] ?? 0) * (value - fixed) ** 2, 0)
  const scale = total - weights.reduce((sum, weight) => sum + weight ** 2, 0) / total
  const variance = scale <= 0 ? 0 : Math.max(0, (excess - (estimates.length - 1)) / scale)
  const pooled = estimates.map(({ standardError }) => 1 / (standardError ** 2 + variance))
  const sum = pooled.reduce((all, weight) => all + weight, 0)
  return {
    mean: {
      value: estimates.reduce((all, { value }, i) => all + (pooled[i] ?? 0) * value, 0) / sum,
      standardError: Math.sqrt(1 / sum),
    },
    spread: Math.sqrt(variance),
  }
}

/**
 * One thing's own estimate drawn towards that of its kind, by how surely each is known and how much the kind's members differ.
 *
 * @param own - null when there is none: the kind stands in, as unsure as its members differ
 * @param kind - of the others
 * @param spread - standard deviation among the members
 * @example shrinkEstimate({ value: -3, standardError: 1 }, { value: -1, standardError: 0 }, 1).value // => -2
 * @see Efron & Morris (1977), Scientific American 236(5), 119-127.
 */
export function shrinkEstimate(own: Estimate | null, kind: Estimate, spread: number): Estimate {
  const variance = kind.standardError ** 2 + spread ** 2
  if (own === null || variance === 0) return { value: kind.value, standardError: Math.sqrt(variance) }
  const weight = variance / (variance + own.standardError ** 2)
  return {
    value: weight * own.value + (1 - weight) * kind.value,
    standardError: Math.sqrt(weight * own.standardError ** 2),
  }
}
