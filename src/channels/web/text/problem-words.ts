/** A failure as the server tells it. */
export interface ToldProblem {
  readonly code: string
  readonly message: string
  readonly hint: string | null
  readonly field: string | null
}

interface Pattern {
  readonly matches: RegExp
  readonly words: string
}

const HAN = /\p{Script=Han}/u

/**
 * Says failures in another language by the English that the server writes. What no table knows is said by its code and
 * field, so that nobody reads a sentence in a language that is not theirs; the English stays with the problem for whoever
 * is asked for help.
 *
 * @param table - English sentences with {} where values stand, beside the translation with the same values in their order
 */
export function problemWords(table: Readonly<Record<string, string>>) {
  const patterns = Object.entries(table)
    .filter(([english]) => english.includes('{}'))
    .toSorted(([a], [b]) => b.length - a.length)
    .map(([english, words]): Pattern => ({ matches: patternOf(english), words }))
  const inWords = (english: string): string | null => {
    if (HAN.test(english.replaceAll(/'[^']*'/g, ''))) return english
    const whole = table[english]
    if (whole !== undefined) return whole
    for (const { matches, words } of patterns) {
      const values = matches.exec(english)?.slice(1)
      if (values !== undefined) return words.replaceAll('{}', () => values.shift() ?? '')
    }
    return null
  }
  return ({ code, message, hint, field }: ToldProblem): { readonly message: string; readonly hint: string | null } => {
    const said = inWords(message)
    const general = table[code] ?? code
    return {
      message: said ?? (field === null ? general : `${general}（${field}）`),
      hint: hint === null ? null : inWords(hint),
    }
  }
}

const patternOf = (english: string): RegExp =>
  new RegExp(
    `^${english
      .split('{}')
      .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('([\\s\\S]*?)')}$`,
  )
