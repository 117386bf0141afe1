/** Probability of log-odds; exact to the last bit on both sides of 0. */
export const sigmoid = (logOdds: number): number => {
  if (logOdds >= 0) return 1 / (1 + Math.exp(-logOdds))
  const odds = Math.exp(logOdds)
  return odds / (1 + odds)
}

const CLOSEST = 1e-12

/** Log-odds of a probability; 0 and 1 are taken as 1e-12 away from themselves. */
export const logit = (probability: number): number => {
  const inside = Math.min(Math.max(probability, CLOSEST), 1 - CLOSEST)
  return Math.log(inside / (1 - inside))
}

/** log(1 + exp(x)) without overflow. */
export const softplus = (x: number): number => (x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x)))
