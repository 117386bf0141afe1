/** Pareto/NBD: purchase rates ~ gamma(r, alpha); lifetimes exponential with rates ~ gamma(s, beta), independent. */
export interface ParetoNbdParameters {
  readonly r: number
  /** In the histories' unit of time. */
  readonly alpha: number
  readonly s: number
  /** In the histories' unit of time. */
  readonly beta: number
}
