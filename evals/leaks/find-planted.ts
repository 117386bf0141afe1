const KEY = 8

/**
 * Which of many values stand in a text. Values are found by their first characters, so that one pass over the text does.
 */
export function createPlantedSearch(values: Iterable<string>): (text: string) => string[] {
  const short = new Set<string>()
  const byKey = new Map<string, Set<string>>()
  for (const value of values) {
    if (value.length < KEY) {
      short.add(value)
      continue
    }
    const key = value.slice(0, KEY)
    const bucket = byKey.get(key)
    if (bucket === undefined) byKey.set(key, new Set([value]))
    else bucket.add(value)
  }
  const lengths = [...new Set([...short].map(({ length }) => length))]
  return (text) => {
    const found = new Set<string>()
    for (let at = 0; at < text.length; at += 1) {
      for (const value of byKey.get(text.slice(at, at + KEY)) ?? []) if (text.startsWith(value, at)) found.add(value)
      for (const length of lengths) {
        const piece = text.slice(at, at + length)
        if (short.has(piece)) found.add(piece)
      }
    }
    return [...found]
  }
}
