/** A failure as it was raised, in English. */
export interface RaisedProblem {
  readonly code: string
  readonly message: string
  readonly hint: string | null
  readonly field: string | null
}

/** The same in the words of one reader. */
export interface ToldProblem {
  readonly title: string
  readonly message: string
  readonly hint: string | null
}

interface Pattern {
  /** What stands between the values; first and last are the ends of the sentence. */
  readonly fixed: readonly string[]
  readonly words: string
}

const HAN = /\p{Script=Han}/u

/**
 * Says failures in another language by the English that they are raised with. What no table knows is said by its code and
 * field, so that nobody reads a sentence in a language that is not theirs.
 *
 * @param table - English sentences with {} where values stand, beside the translation with the same values in their order
 */
export function problemWords(table: Readonly<Record<string, string>>): (problem: RaisedProblem) => ToldProblem {
  const patterns = Object.entries(table)
    .filter(([english]) => english.includes('{}'))
    .toSorted(([a], [b]) => b.length - a.length)
    .map(([english, words]): Pattern => ({ fixed: english.split('{}'), words }))
  const inWords = (english: string): string | null => {
    if (HAN.test(english.replaceAll(/'[^']*'/g, ''))) return english
    const whole = table[english]
    if (whole !== undefined) return whole
    for (const { fixed, words } of patterns) {
      const values = valuesBetween(fixed, english)
      if (values !== null) return words.replaceAll('{}', () => values.shift() ?? '')
    }
    return null
  }
  return ({ code, message, hint, field }) => {
    const title = table[code] ?? code
    return {
      title,
      message: inWords(message) ?? (field === null ? title : `${title}（${field}）`),
      hint: hint === null ? null : inWords(hint),
    }
  }
}

/** The values of a sentence, each as short as can be; null for another sentence. Linear: values are whatever somebody sent. */
function valuesBetween(fixed: readonly string[], text: string): string[] | null {
  const [first = '', ...rest] = fixed
  const last = rest.pop() ?? ''
  if (!text.startsWith(first) || !text.endsWith(last)) return null
  const values: string[] = []
  let from = first.length
  for (const part of rest) {
    const at = text.indexOf(part, from)
    if (at === -1) return null
    values.push(text.slice(from, at))
    from = at + part.length
  }
  const end = text.length - last.length
  if (end < from) return null
  return [...values, text.slice(from, end)]
}
