/**
 * Groups of items that pairs connect, directly or through others.
 *
 * @param size - items are 0..size-1
 * @param pairs - two items each
 * @returns groups of two or more, items ascending, in the order of their first item
 * @example connectedGroups(5, [[0, 3], [3, 4]]) // => [[0, 3, 4]]
 * Time O(size + pairs).
 */
export function connectedGroups(
  size: number,
  pairs: readonly (readonly [number, number])[],
): readonly (readonly number[])[] {
  const parent = Int32Array.from({ length: size }, (_, i) => i)
  const rootOf = (item: number): number => {
    let root = item
    while (parent[root] !== root) {
      parent[root] = parent[parent[root] ?? 0] ?? 0
      root = parent[root] ?? 0
    }
    return root
  }
  for (const [a, b] of pairs) {
    const [low, high] = [rootOf(a), rootOf(b)].toSorted((x, y) => x - y)
    parent[high ?? 0] = low ?? 0
  }
  const groups = new Map<number, number[]>()
  for (let item = 0; item < size; item++) {
    const root = rootOf(item)
    const group = groups.get(root)
    if (group === undefined) groups.set(root, [item])
    else group.push(item)
  }
  return [...groups.values()].filter((group) => group.length > 1)
}
