/** ((1 + z)^c - 1) / c from log(1 + z), right at c = 0 too. */
export const grownPower = (c: number, log: number): number => (Math.abs(c * log) < 1e-9 ? log : Math.expm1(c * log) / c)

/**
 * Expected time within a horizon that somebody who is a customer now stays one, when leaving rates ~ gamma(s, scale).
 *
 * @param s - shape of the leaving rates
 * @param scale - beta + T, in the unit of the horizon
 * @param horizon - >= 0
 * @returns at most the horizon
 * @example expectedTimeLeft(1, 10, 10) // => 6.931471805599453, ten times the logarithm of two
 * @see Fader & Hardie (2005), note 009: the factor of equation 41 that does not depend on the rate of buying.
 */
export const expectedTimeLeft = (s: number, scale: number, horizon: number): number =>
  scale * grownPower(1 - s, Math.log1p(horizon / scale))
