import { LATE_EFFECT } from '../../../src/demo/reviews/make-review.ts'

/** Standard normal distribution function (Abramowitz and Stegun 26.2.17; 7 digits). */
function normal(x: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(x))
  const tail =
    (Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)) *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
  return x >= 0 ? 1 - tail : tail
}

/** Expected stars at a mean of the latent satisfaction: thresholds and deviation as the demo shop draws them. */
const expectedStars = (middle: number): number =>
  1 + [-0.15, -0.75, -1.1, -1.45].reduce((sum, threshold) => sum + 1 - normal((threshold - middle) / 0.85), 0)

/** What the planted effect of a late parcel is worth in stars, on the mean over reviewed products of these qualities. */
export function plantedLateStars(qualities: readonly number[]): number {
  const effects = qualities.map((quality) => {
    const middle = 0.42 + quality
    return expectedStars(middle + LATE_EFFECT) - expectedStars(middle)
  })
  return effects.reduce((sum, effect) => sum + effect, 0) / effects.length
}
