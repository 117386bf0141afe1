/** Where to read a function on [-1, 1] and what weight each reading has; weights sum to 2. */
export interface QuadratureRule {
  readonly nodes: Float64Array
  readonly weights: Float64Array
}

/**
 * Gauss-Legendre rule with n nodes: exact for polynomials up to degree 2n - 1.
 *
 * @param n - at least 1
 * @returns nodes in ascending order, symmetric about 0
 * @example gaussLegendre(2).nodes // => [-0.5773502691896257, 0.5773502691896257]
 * @see Press et al. (2007), Numerical Recipes, section 4.6: Newton steps on the Legendre polynomial.
 * Time O(n^2).
 */
export function gaussLegendre(n: number): QuadratureRule {
  const nodes = new Float64Array(n)
  const weights = new Float64Array(n)
  for (let i = 0; i < (n + 1) >> 1; i += 1) {
    let node = Math.cos((Math.PI * (i + 0.75)) / (n + 0.5))
    let slope = 1
    for (let step = 0; step < 100; step += 1) {
      let [value, before] = [1, 0]
      for (let degree = 1; degree <= n; degree += 1) {
        ;[value, before] = [((2 * degree - 1) * node * value - (degree - 1) * before) / degree, value]
      }
      slope = (n * (node * value - before)) / (node * node - 1)
      const change = value / slope
      node -= change
      if (Math.abs(change) < 1e-15) break
    }
    nodes[i] = -node
    nodes[n - 1 - i] = node
    weights[i] = 2 / ((1 - node * node) * slope * slope)
    weights[n - 1 - i] = weights[i] ?? 0
  }
  return { nodes, weights }
}
