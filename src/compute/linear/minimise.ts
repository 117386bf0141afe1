/** A smooth function: returns its value at `point` and writes its gradient there. */
export type Objective = (point: Float64Array, gradient: Float64Array) => number

export interface MinimiseOptions {
  readonly maximumIterations?: number
  /** Stop when the largest component of the gradient is below this. */
  readonly tolerance?: number
}

const MEMORY = 8

/**
 * Minimum of a smooth function by limited-memory BFGS with a backtracking (Armijo) line search. Deterministic.
 *
 * @param objective - convex for a guarantee; `point` must not be written to
 * @param start - not changed
 * @returns the point reached, its value, the largest gradient component there and the iterations used
 * @example minimise((x, g) => { g[0] = 2 * (x[0] - 3); return (x[0] - 3) ** 2 }, new Float64Array(1)).point // => [3]
 * @see Nocedal & Wright (2006), Numerical Optimization, algorithm 7.4.
 * Memory 2 x 8 x length of the point.
 */
export function minimise(objective: Objective, start: Float64Array, options: MinimiseOptions = {}) {
  const { maximumIterations = 100, tolerance = 1e-5 } = options
  let point = start.slice()
  let gradient = new Float64Array(start.length)
  let next = new Float64Array(start.length)
  let nextGradient = new Float64Array(start.length)
  const direction = new Float64Array(start.length)
  let value = objective(point, gradient)
  const pairs: Pair[] = []
  let iterations = 0
  while (iterations < maximumIterations && largest(gradient) > tolerance) {
    descend(direction, gradient, pairs)
    const slope = dot(direction, gradient)
    let size = pairs.length === 0 ? Math.min(1, 1 / Math.sqrt(dot(gradient, gradient))) : 1
    let nextValue = Number.POSITIVE_INFINITY
    while (size > 1e-12) {
      for (let i = 0; i < next.length; i += 1) next[i] = (point[i] as number) + size * (direction[i] as number)
      nextGradient.fill(0)
      nextValue = objective(next, nextGradient)
      if (nextValue <= value + 1e-4 * size * slope) break
      size /= 2
    }
    if (!(nextValue < value)) break
    remember(pairs, { next, point, nextGradient, gradient })
    ;[point, next] = [next, point]
    ;[gradient, nextGradient] = [nextGradient, gradient]
    value = nextValue
    iterations += 1
  }
  return { point, value, largestGradient: largest(gradient), iterations }
}

/** One step and how the gradient changed along it. */
interface Pair {
  readonly step: Float64Array
  readonly change: Float64Array
  readonly curvature: number
}

function remember(
  pairs: Pair[],
  at: { next: Float64Array; point: Float64Array; nextGradient: Float64Array; gradient: Float64Array },
): void {
  // The arrays of the oldest pair are written over: a point may have millions of coordinates.
  const oldest = pairs.length >= MEMORY ? pairs.shift() : undefined
  const step = oldest?.step ?? new Float64Array(at.point.length)
  const change = oldest?.change ?? new Float64Array(at.point.length)
  for (let i = 0; i < step.length; i += 1) {
    step[i] = (at.next[i] as number) - (at.point[i] as number)
    change[i] = (at.nextGradient[i] as number) - (at.gradient[i] as number)
  }
  const curvature = dot(step, change)
  if (curvature > 1e-12) pairs.push({ step, change, curvature })
}

/** The two-loop recursion: minus the inverse Hessian, as remembered, times the gradient. */
function descend(direction: Float64Array, gradient: Float64Array, pairs: readonly Pair[]): void {
  for (let i = 0; i < direction.length; i += 1) direction[i] = -(gradient[i] as number)
  const weights: number[] = []
  for (const { step, change, curvature } of pairs.toReversed()) {
    const weight = dot(step, direction) / curvature
    weights.push(weight)
    addScaled(direction, change, -weight)
  }
  const last = pairs.at(-1)
  if (last !== undefined) {
    const scale = last.curvature / dot(last.change, last.change)
    for (let i = 0; i < direction.length; i += 1) direction[i] = (direction[i] as number) * scale
  }
  for (const { step, change, curvature } of pairs) {
    const weight = weights.pop() ?? 0
    addScaled(direction, step, weight - dot(change, direction) / curvature)
  }
}

// Indices run inside the arrays' own length, so the casts below only drop `undefined` from these inner loops.
function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i += 1) sum += (a[i] as number) * (b[i] as number)
  return sum
}

function addScaled(target: Float64Array, source: Float64Array, scale: number): void {
  for (let i = 0; i < target.length; i += 1) target[i] = (target[i] as number) + scale * (source[i] as number)
}

function largest(values: Float64Array): number {
  let most = 0
  for (let i = 0; i < values.length; i += 1) {
    const size = Math.abs(values[i] as number)
    if (size > most) most = size
  }
  return most
}
