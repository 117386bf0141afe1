/** The only source of "now": UTC milliseconds. Injected everywhere, so that tests and back-tests choose it. */
export type Clock = () => number

export const systemClock: Clock = () => Date.now()

export const fixedClock =
  (instant: number): Clock =>
  () =>
    instant
