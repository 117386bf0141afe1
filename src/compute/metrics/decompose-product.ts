/**
 * How much each factor of a product contributes to the product's change: its Shapley value, the average, over all orders
 * in which the factors could have changed one after another, of what its own change did.
 *
 * The parts add up to the change (to rounding) and do not depend on the order of the factors. They describe, they do not
 * say why: more orders may themselves be the effect of lower prices.
 *
 * @param before - the factors before, length n >= 1 (n <= 10)
 * @param after - the factors after, same length and order
 * @returns one number per factor; their sum is product(after) - product(before)
 * @example decomposeProduct([10, 5], [12, 6]) // => [11, 11]: 72 - 50, half by each
 * @see Shorrocks (2013), Journal of Economic Inequality 11, 99-126.
 * Time O(n 2^n), memory O(n).
 */
export function decomposeProduct(before: readonly number[], after: readonly number[]): number[] {
  const n = before.length
  const factorial = [1]
  for (let index = 1; index <= n; index++) factorial.push((factorial[index - 1] ?? 1) * index)
  const parts = Array.from({ length: n }, () => 0)
  for (let subset = 0; subset < 1 << n; subset++) {
    // The factors in `subset` have changed already, the others not yet.
    let changed = 0
    for (let index = 0; index < n; index++) changed += (subset >> index) & 1
    for (let index = 0; index < n; index++) {
      if ((subset >> index) & 1) continue
      let others = 1
      for (let other = 0; other < n; other++) {
        if (other !== index) others *= ((subset >> other) & 1 ? after[other] : before[other]) ?? 0
      }
      const weight = ((factorial[changed] ?? 1) * (factorial[n - changed - 1] ?? 1)) / (factorial[n] ?? 1)
      parts[index] = (parts[index] ?? 0) + weight * others * ((after[index] ?? 0) - (before[index] ?? 0))
    }
  }
  return parts
}
