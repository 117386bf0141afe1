/** Ids of proposals are drawn anew each time. */
const withoutDrawnIds = (text: string): string => text.replaceAll(/\bP-[0-9a-f-]{36}\b/g, 'P-?')

const AROUND = 40

/**
 * Where two JSON values first differ and how, in words; null when they are alike but for ids drawn at random.
 *
 * @example firstDifference({ a: [1, 2] }, { a: [1, 3] }, 'request') // => 'request.a[1]: recorded 2, now 3'
 */
export function firstDifference(recorded: unknown, now: unknown, path: string): string | null {
  if (typeof recorded === 'string' && typeof now === 'string') return differenceOfTexts(recorded, now, path)
  if (Array.isArray(recorded) && Array.isArray(now)) {
    for (let i = 0; i < Math.max(recorded.length, now.length); i += 1) {
      const found = firstDifference(recorded[i], now[i], `${path}[${i}]`)
      if (found !== null) return found
    }
    return null
  }
  if (isRecord(recorded) && isRecord(now)) {
    for (const key of new Set([...Object.keys(recorded), ...Object.keys(now)])) {
      const found = firstDifference(recorded[key], now[key], `${path}.${key}`)
      if (found !== null) return found
    }
    return null
  }
  return Object.is(recorded, now) ? null : `${path}: recorded ${shown(recorded)}, now ${shown(now)}`
}

function differenceOfTexts(recorded: string, now: string, path: string): string | null {
  const [before, after] = [withoutDrawnIds(recorded), withoutDrawnIds(now)]
  if (before === after) return null
  let at = 0
  while (at < before.length && before[at] === after[at]) at += 1
  const cut = (text: string): string => JSON.stringify(text.slice(Math.max(0, at - AROUND), at + AROUND))
  return `${path}, character ${at}: recorded ${cut(before)}, now ${cut(after)}`
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const shown = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 2 * AROUND))
