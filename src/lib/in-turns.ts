/** A long computation that pauses now and then: what it yields says nothing, what it returns is its result. */
export type Steps<Result> = Generator<undefined, Result>

/**
 * Runs a long computation and lets others have a turn of the event loop at each of its pauses.
 *
 * @example await inTurns(scoreOrders(measures, baseline))
 */
export async function inTurns<Result>(steps: Steps<Result>): Promise<Result> {
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
    await new Promise((resolve) => setImmediate(resolve))
  }
}

/** Runs it without a pause: for a few rows, or in a thread that nobody else waits for. */
export function atOnce<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
  }
}
