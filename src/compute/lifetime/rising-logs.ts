/** Sums over i < x of log(shape + i) and of 1 / (shape + i), for every whole x up to a largest one. */
export interface RisingLogs {
  /** At x: log of gamma(shape + x) / gamma(shape). */
  readonly logs: Float64Array
  /** At x: the derivative of `logs` by the shape. */
  readonly slopes: Float64Array
}

/**
 * Tables that spare a likelihood one log-gamma per customer: x is a small whole number that many customers share.
 *
 * @param shape - > 0
 * @param largest - the last x of the table
 * @returns arrays of length largest + 1
 * @example risingLogs(1, 3).logs // => [0, 0, 0.6931471805599453, 1.791759469228055], the logs of 0!, 1!, 2!, 3!
 * Time and memory O(largest).
 */
export function risingLogs(shape: number, largest: number): RisingLogs {
  const logs = new Float64Array(largest + 1)
  const slopes = new Float64Array(largest + 1)
  for (let x = 1; x <= largest; x += 1) {
    logs[x] = (logs[x - 1] ?? 0) + Math.log(shape + x - 1)
    slopes[x] = (slopes[x - 1] ?? 0) + 1 / (shape + x - 1)
  }
  return { logs, slopes }
}
