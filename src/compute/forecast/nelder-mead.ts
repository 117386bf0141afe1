const TRIES = 120
const CLOSE = 1e-6

/**
 * A low point of a function of few variables, found by the simplex of Nelder and Mead. For smooth functions whose gradient is
 * not at hand; it may stop in a valley that is not the deepest, so start it from more than one place.
 *
 * @param f - any finite function
 * @param start - length 1 to about 5; the first simplex reaches 1 in each direction
 * @returns the lowest corner and the value there
 * @example nelderMead(([x = 0]) => (x - 2) ** 2, [0]).point // => about [2]
 * @see Nelder & Mead (1965), The Computer Journal 7(4), 308-313. At most about 120 calls of `f` per start.
 */
export function nelderMead(
  f: (point: readonly number[]) => number,
  start: readonly number[],
): { point: readonly number[]; value: number } {
  const corner = (point: readonly number[]): Corner => ({ point, value: f(point) })
  let corners = [start, ...start.map((_, i) => start.map((x, j) => (i === j ? x + 1 : x)))].map(corner)
  let tries = corners.length
  for (;;) {
    corners = corners.toSorted((a, b) => a.value - b.value)
    const best = corners[0] as Corner
    const worst = corners.at(-1) as Corner
    const second = corners.at(-2) as Corner
    if (tries >= TRIES || worst.value - best.value <= CLOSE * (Math.abs(best.value) + CLOSE)) return best
    const rest = corners.slice(0, -1)
    const centre = start.map((_, i) => rest.reduce((sum, { point }) => sum + (point[i] ?? 0), 0) / rest.length)
    const along = (factor: number): Corner => corner(centre.map((x, i) => x + factor * (x - (worst.point[i] ?? 0))))
    const mirrored = along(1)
    tries += 1
    let next = mirrored
    if (mirrored.value < best.value) {
      const stretched = along(2)
      tries += 1
      if (stretched.value < mirrored.value) next = stretched
    } else if (mirrored.value >= second.value) {
      next = along(mirrored.value < worst.value ? 0.5 : -0.5)
      tries += 1
      if (next.value >= Math.min(worst.value, mirrored.value)) {
        corners = [
          best,
          ...corners.slice(1).map(({ point }) => corner(point.map((x, i) => (x + (best.point[i] ?? 0)) / 2))),
        ]
        tries += rest.length
        continue
      }
    }
    corners = [...rest, next]
  }
}

interface Corner {
  readonly point: readonly number[]
  readonly value: number
}
