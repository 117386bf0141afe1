import { lowerBetaShare } from './lower-beta-share.ts'
import { upperGammaShare } from './upper-gamma-share.ts'

/**
 * Two-sided p value of a standard normal statistic: how often chance alone strays at least so far.
 *
 * @example twoSidedNormal(1.959963984540054) // => 0.05
 */
export const twoSidedNormal = (z: number): number => upperGammaShare(0.5, (z * z) / 2)

/**
 * Chance that a chi-square value is above `statistic`.
 *
 * @param degrees - degrees of freedom, at least 1
 * @example chiSquareTail(3.841458820694124, 1) // => 0.05
 */
export const chiSquareTail = (statistic: number, degrees: number): number => upperGammaShare(degrees / 2, statistic / 2)

/**
 * Two-sided p value of Student's t.
 *
 * @param degrees - degrees of freedom, need not be whole
 * @example twoSidedStudent(2.2281388519649385, 10) // => 0.05
 */
export const twoSidedStudent = (t: number, degrees: number): number =>
  lowerBetaShare(degrees / (degrees + t * t), degrees / 2, 0.5)
