import { mapStrings } from '../../lib/map-strings.ts'
import type { StoredTurn } from '../../services/threads/stored-turn.ts'
import type { ResultBook } from '../references/result-book.ts'

/** Shorter texts are names and codes; an instruction needs more. */
const SHORTEST_QUOTE = 24

/**
 * Why arguments may not be used: a free text in them that stands word for word in a result and that no user of this thread
 * wrote. Imported text is data, so nothing that it says may steer a call.
 */
export function taintObjection(
  args: Readonly<Record<string, unknown>>,
  question: string,
  turns: readonly StoredTurn[],
  book: ResultBook,
): string | null {
  const said = squash([question, ...turns.map((turn) => turn.question)].join('\n'))
  const quoted = new Set<string>()
  mapStrings(args, (text) => {
    const plain = squash(text)
    if (plain.length >= SHORTEST_QUOTE && !said.includes(plain)) quoted.add(plain)
    return text
  })
  if (quoted.size === 0) return null
  const results = squash(JSON.stringify(book.ofThisTurn()))
  return [...quoted].some((text) => results.includes(text))
    ? 'an argument repeats text of a result that the user did not write'
    : null
}

const squash = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s\\"']+/g, ' ')
    .trim()
