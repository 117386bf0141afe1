/** Whether a JSON value nests deeper than so many levels. Without recursion, which is what a deeply nested call would attack. */
export function isDeeperThan(value: unknown, levels: number): boolean {
  let layer: unknown[] = [value]
  for (let level = 0; layer.length > 0; level += 1) {
    if (level > levels) return true
    layer = layer.flatMap((one) =>
      typeof one === 'object' && one !== null
        ? Object.values(one).filter((inside) => typeof inside === 'object' && inside !== null)
        : [],
    )
  }
  return false
}

/** Properties of events nest two or three levels. */
export const MOST_LEVELS = 32
