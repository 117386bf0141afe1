import { InvalidInputError } from '../../lib/errors.ts'

/**
 * An interval for a difference that stays right however often one looks and whenever one stops.
 *
 * It is wider than the usual one, which counts for a single look at a size fixed beforehand. Zero outside it at any moment
 * is enough to stop.
 *
 * @param difference - as estimated so far
 * @param standardError - of it, positive
 * @param typicalEffect - about as large as effects of interest are, in the unit of the difference; where the interval is
 * tightest, never whether it holds
 * @param error - chance that it ever misses the truth, 0.05 for 95 %
 * @throws {InvalidInputError} when the error or the effect is not positive
 * @example alwaysValidInterval(0, 1, 3) // => [-3.0357..., 3.0357...]
 * @see Robbins (1970), Annals of Mathematical Statistics 41, 1397-1409; Johari, Koomen, Pekelis & Walsh (2022), Operations
 * Research 70(3): a normal mixture over effects.
 */
export function alwaysValidInterval(
  difference: number,
  standardError: number,
  typicalEffect: number,
  error = 0.05,
): readonly [number, number] {
  if (!(standardError > 0 && typicalEffect > 0 && error > 0 && error < 1)) {
    throw new InvalidInputError('an always-valid interval needs a positive standard error, typical effect and error')
  }
  const variance = standardError ** 2
  const mixture = typicalEffect ** 2
  const half = Math.sqrt(
    ((variance * (variance + mixture)) / mixture) * Math.log((variance + mixture) / (variance * error ** 2)),
  )
  return [difference - half, difference + half]
}
