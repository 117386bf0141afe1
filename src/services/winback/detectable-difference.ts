const POWER_80 = 0.8416212335729143
const Z95 = 1.959963984540054

/**
 * Smallest difference between two shares that a comparison of these groups will find in four cases of five.
 *
 * @param share - expected in the control group
 * @returns null when a group is empty
 * @example detectableDifference(0.1, 900, 100) // => 0.0886
 * @see Cohen (1988), Statistical Power Analysis, chapter 6; 80 % power, two-sided 5 %.
 */
export function detectableDifference(share: number, treated: number, control: number): number | null {
  if (treated === 0 || control === 0) return null
  return (Z95 + POWER_80) * Math.sqrt(share * (1 - share) * (1 / treated + 1 / control))
}
