import type { Estimate } from '../../compute/pricing/pool-estimates.ts'

const Z95 = 1.959964

/** The 95 % interval of an estimate with normal errors. */
export const intervalOf = ({ value, standardError }: Estimate): readonly [number, number] => [
  value - Z95 * standardError,
  value + Z95 * standardError,
]
