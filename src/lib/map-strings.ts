/**
 * A copy of a JSON value with every string replaced; `key` is the nearest object key above the string.
 *
 * @example mapStrings({ a: ['x', 1] }, (text) => text.toUpperCase()) // => { a: ['X', 1] }
 */
export function mapStrings(
  value: unknown,
  replace: (text: string, key: string | null, owner: Readonly<Record<string, unknown>> | null) => string,
): unknown {
  const walk = (inner: unknown, key: string | null, owner: Readonly<Record<string, unknown>> | null): unknown => {
    if (typeof inner === 'string') return replace(inner, key, owner)
    if (Array.isArray(inner)) return inner.map((item: unknown) => walk(item, key, owner))
    if (inner !== null && typeof inner === 'object') {
      const record = inner as Readonly<Record<string, unknown>>
      return Object.fromEntries(Object.entries(record).map(([name, item]) => [name, walk(item, name, record)]))
    }
    return inner
  }
  return walk(value, null, null)
}
