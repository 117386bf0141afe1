import { InvalidInputError } from '../../lib/errors.ts'

/**
 * Wilson's score interval for a share: stays within 0..1 and is honest for small counts and rare events.
 *
 * @param hits - 0..n
 * @param n - at least 1
 * @param z - of the confidence; 1.959964 is 95 %
 * @throws {InvalidInputError} when the counts do not fit
 * @example wilsonInterval(5, 10) // => [0.2365930..., 0.7634069...]
 * @see Wilson (1927), Journal of the American Statistical Association 22(158), 209-212.
 */
export function wilsonInterval(hits: number, n: number, z = 1.959963984540054): readonly [number, number] {
  if (!(n >= 1 && hits >= 0 && hits <= n)) throw new InvalidInputError(`${hits} of ${n} is no share`)
  const share = hits / n
  const middle = share + (z * z) / (2 * n)
  const half = z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n))
  const scale = 1 + (z * z) / n
  return [Math.max(0, (middle - half) / scale), Math.min(1, (middle + half) / scale)]
}
