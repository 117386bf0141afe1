/**
 * A way to carry a series on: the values so far, oldest first, and how many steps ahead are wanted.
 *
 * @returns one value per step, the next one first; never NaN for finite values and at least one of them
 */
export type Forecaster = (history: Float64Array, horizon: number) => Float64Array

/** The same value for every step. */
export const flat = (value: number, horizon: number): Float64Array => new Float64Array(horizon).fill(value)
