import { hypergeometric } from '../stats/hypergeometric.ts'
import type { BgNbdParameters } from './bg-nbd-likelihood.ts'
import { checkHistories, type PurchaseHistories } from './purchase-histories.ts'

/**
 * P(alive) and the purchases of a horizon to come, under BG/NBD.
 *
 * A customer without a repeat purchase always scores 1: this model only lets customers leave right after a repeat
 * purchase. Show such customers as "no evidence yet", never as "safe", and rank nobody by it.
 *
 * @param histories - n customers, times in the unit of the parameters
 * @param horizon - how far ahead, in that unit; >= 0
 * @returns arrays of length n in the order of the histories; `alive` in [0, 1]
 * @throws {InvalidInputError} naming the first value out of range
 * @example
 * forecastBgNbd({ frequency: Float64Array.of(2), recency: Float64Array.of(30.43), age: Float64Array.of(38.86) }, cdnow, 39)
 * // => alive [0.7266], expected [1.2260]
 * @see Fader, Hardie & Lee (2005), Marketing Science 24(2), 275-284, equation 10.
 * Time O(n), memory O(n).
 */
export function forecastBgNbd(
  histories: PurchaseHistories,
  parameters: BgNbdParameters,
  horizon: number,
): { alive: Float64Array; expected: Float64Array } {
  checkHistories(histories)
  const { r, alpha, b } = parameters
  // At a = 1 the mean is a limit; a millionth beside it both parts keep six digits.
  const a = Math.abs(parameters.a - 1) < 1e-6 ? 1 + 1e-6 : parameters.a
  const n = histories.frequency.length
  const alive = new Float64Array(n)
  const expected = new Float64Array(n)
  for (let i = 0; i < n; i += 1) {
    const x = histories.frequency[i] ?? 0
    const observed = histories.age[i] ?? 0
    const end = alpha + observed
    const logOdds =
      x === 0 ? 0 : Math.log(a / (b + x - 1)) + (r + x) * Math.log(end / (alpha + (histories.recency[i] ?? 0)))
    alive[i] = x === 0 ? 1 : 1 / (1 + Math.exp(logOdds))
    const z = horizon / (end + horizon)
    const factor = (a + b + x - 1) / (a - 1)
    const stay = Math.exp((r + x) * Math.log1p(-z)) * hypergeometric(r + x, b + x, a + b + x - 1, z)
    expected[i] = (alive[i] ?? 0) * factor * (1 - stay)
  }
  return { alive, expected }
}
