import { mapStrings } from '../../lib/map-strings.ts'
import type { ToolFailure, ToolSuccess } from '../../lib/tool-result.ts'
import { plainText, visibleText } from '../../lib/plain-text.ts'
import type { StoredTurn } from '../../services/threads/stored-turn.ts'
import type { ResultBook } from '../references/result-book.ts'

/** Shorter texts are names and codes; an instruction needs more. A Chinese character counts for two letters. */
const SHORTEST_QUOTE = 24
/** Where something could be sent: e-mail, web address, telephone, and a channel or person of a messenger. */
const ADDRESS =
  /[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:https?:\/\/|www\.)\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:com|net|org|io|cn|example|test|xyz|top)\b|\+\d[\d -]{7,}\d|(?<!\d)1[3-9]\d{9}(?!\d)|(?<![\p{L}\p{N}])[#@][\p{L}\p{N}_-]{2,}/giu
const CLAUSE = /[.!?;:,\n。！？；：，、]+/

/** What was said in a thread, and by whom. */
interface Heard {
  readonly question: string
  readonly turns: readonly StoredTurn[]
  readonly book: ResultBook
  /** Messages of failures name headings and values of the shop's files. */
  readonly failures: readonly ToolFailure[]
}

/**
 * Why arguments may not be used: a free text in them, a clause of one, or an address, that stands word for word in a result of
 * this thread and that no user of it wrote. Imported text is data, so nothing that it says may steer a call.
 */
export function taintObjection(
  args: Readonly<Record<string, unknown>>,
  { question, turns, book, failures }: Heard,
): string | null {
  const said = squash([question, ...turns.map((turn) => turn.question)].join('\n'))
  const quoted = new Set<string>()
  mapStrings(args, (text) => {
    const whole = squash(text)
    const clauses = [whole, ...text.split(CLAUSE).map(squash)].filter(isFreeText)
    const addresses = [...whole.matchAll(ADDRESS)].map(([address]) => address)
    for (const part of [...clauses, ...addresses]) if (!said.includes(part)) quoted.add(part)
    return text
  })
  if (quoted.size === 0) return null
  const earlier = turns.flatMap((turn) => turn.answer.tool_calls.map(({ result_id: id }) => id))
  const results = [...book.ofThisTurn(), ...earlier.flatMap((id) => (id === null ? [] : [book.get(id)]))]
  const read = textsOf([...results, ...failures.map(({ error }) => error.message)])
  return [...quoted].some((text) => read.includes(text))
    ? 'an argument repeats text of a result that the user did not write'
    : null
}

/** What results say, as it stands there and as a model was shown it; the arguments of their calls are no words of the shop. */
function textsOf(read: readonly (ToolSuccess | string | undefined)[]): string {
  const texts: string[] = []
  const said = read.map((one) => (typeof one === 'object' ? { ...one, evidence: null } : one))
  mapStrings(said, (text) => {
    const [raw, shown] = [squash(text), squash(plainText(text, text.length + 1))]
    texts.push(raw)
    if (shown !== raw) texts.push(shown)
    return text
  })
  return texts.join('\n')
}

/** Words, not an id, however long ids are. */
const isFreeText = (text: string): boolean =>
  /[\s\p{Script=Han}]/u.test(text) && text.length + (text.match(/\p{Script=Han}/gu)?.length ?? 0) >= SHORTEST_QUOTE

const squash = (text: string): string =>
  visibleText(text.normalize('NFKC'))
    .toLowerCase()
    .replaceAll(/[\s\\"']+/g, ' ')
    .trim()
