import {
  findKeptTexts,
  listSealedThreads,
  replaceKeptText,
  replaceSealedPeople,
  type KeptText,
} from '../../store/queries/privacy/kept-texts.ts'
import { quotableSpans } from '../../compute/text/quotable-spans.ts'
import { splitSentences } from '../../compute/text/split-sentences.ts'
import type { Identity } from '../../privacy/pseudonyms.ts'
import { readOwnTexts } from '../../store/queries/privacy/read-own-texts.ts'
import type { ServiceContext } from '../context.ts'
import type { Person } from './find-person.ts'

/** What stands where a person was named. */
const ERASED = '(erased)'
const NOTICES = {
  en: 'The rows behind this answer were erased at the request of the person they were about.',
  zh: '应当事人的要求，这条回答所依据的数据已被删除。',
} as const

/** A stored result does not name its language; its definitions are written in it. */
const noticeFor = (definition: unknown): string =>
  NOTICES[/\p{Script=Han}/u.test(JSON.stringify(definition ?? '')) ? 'zh' : 'en']

/** Kinds whose values name one person only; a name may be many people's, and stored conversations hold none. */
const UNIQUE = new Set(['email', 'phone', 'document', 'device', 'anonymous_id', 'external_id'])

/** Words by which one person, and nobody else, is known. */
export const ownWords = ({ customerId, identifiers }: Person): string[] => [
  customerId,
  ...identifiers.filter(({ kind, value }) => UNIQUE.has(kind) && value.length >= 4).map(({ value }) => value),
]

/**
 * Takes a person out of what was said: rows about them leave stored results, answers about them alone become a notice,
 * and the sealed lists of people forget them. Everybody else's figures stay, so that other permalinks still open.
 *
 * @returns texts that were changed
 */
export function redactTexts(ctx: ServiceContext, person: Person): number {
  const words = [...ownWords(person), ...quotablePieces(readOwnTexts(ctx.store, person.customerId))]
  const texts = findKeptTexts(ctx.store, words.map(asInJson))
  for (const kept of texts) replaceKeptText(ctx.store, kept, redact(kept, words))
  const names = new Set(person.identifiers.map(({ value }) => value))
  for (const { id, identities } of listSealedThreads(ctx.store)) {
    const people = JSON.parse(ctx.vault.decrypt(identities)) as readonly Identity[]
    if (!people.some(({ value }) => names.has(value))) continue
    // The token stays taken: the next person of the conversation must not inherit it.
    const kept = people.map((one) => (names.has(one.value) ? { ...one, value: ERASED } : one))
    replaceSealedPeople(ctx.store, id, ctx.vault.encrypt(JSON.stringify(kept)))
  }
  return texts.length
}

/** So much of a sentence tells it from every other one; shorter ones ("Sent back") are anybody's. */
const TELLING = 60
const FEWEST = { han: 6, other: 12 } as const

/**
 * The beginning of each sentence of these texts as it would be quoted: what an answer showed of a person's words is found by it.
 */
function quotablePieces(texts: readonly string[]): string[] {
  const pieces = texts.flatMap((text) =>
    splitSentences(text).flatMap(({ from, to }) => {
      const sentence = text.slice(from, to)
      return quotableSpans(sentence).map((span) => sentence.slice(span.from, span.to).trim().slice(0, TELLING).trim())
    }),
  )
  return [...new Set(pieces)].filter(
    (piece) => piece.length >= (/\p{Script=Han}/u.test(piece) ? FEWEST.han : FEWEST.other),
  )
}

/** A word as it stands inside the text of a JSON document. */
const asInJson = (word: string): string => JSON.stringify(word).slice(1, -1)

function redact({ table, column, text }: KeptText, words: readonly string[]): string {
  const value = parsed(text)
  if (value === undefined) return withoutWords(text, words)
  if (table === 'tool_results' && column === 'result') return JSON.stringify(redactResult(value, words))
  if (table === 'turns' && column === 'answer') return JSON.stringify(redactAnswer(value, words))
  return JSON.stringify(redactValue(value, words, false))
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

type Fields = Readonly<Record<string, unknown>>
const mentions = (value: unknown, words: readonly string[]): boolean => {
  const text = JSON.stringify(value)?.toLowerCase() ?? ''
  return words.some((word) => text.includes(asInJson(word).toLowerCase()))
}

/** A result that was asked about the person says only that its rows are gone; from others the rows of the person leave. */
function redactResult(value: unknown, words: readonly string[]): unknown {
  const result = value as Fields
  const evidence = (result['evidence'] ?? {}) as Fields
  if (!mentions(evidence['args'], words)) return redactValue(value, words, true)
  return {
    ...result,
    data: null,
    facts: [],
    table: null,
    chart: null,
    gate: null,
    evidence: { ...evidence, args: {}, population: ERASED, rows_used: 0 },
    warnings: [noticeFor(evidence['definition'])],
    suggestions: [],
  }
}

function redactAnswer(value: unknown, words: readonly string[]): unknown {
  const answer = value as Fields
  const isAbout = mentions(answer['tool_calls'], words) || mentions(answer['text'], words)
  const kept = redactValue(value, words, true) as Fields
  return isAbout
    ? {
        ...kept,
        text: NOTICES[kept['language'] === 'zh' ? 'zh' : 'en'],
        facts: [],
        tables: [],
        charts: [],
        quotes: [],
        proposal: null,
      }
    : kept
}

/** @param dropsRows - whether an object in a list goes when one of its own texts names the person */
function redactValue(value: unknown, words: readonly string[], dropsRows: boolean): unknown {
  if (typeof value === 'string') return withoutWords(value, words)
  if (Array.isArray(value)) {
    return value
      .filter((item) => !(typeof item === 'string' && words.includes(item)))
      .filter((item) => !dropsRows || !ownTextNames(item, words))
      .map((item) => redactValue(item, words, dropsRows))
  }
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [withoutWords(key, words), redactValue(inner, words, dropsRows)]),
  )
}

const ownTextNames = (item: unknown, words: readonly string[]): boolean =>
  item !== null &&
  typeof item === 'object' &&
  !Array.isArray(item) &&
  Object.values(item).some((value) => typeof value === 'string' && mentions(value, words))

const withoutWords = (text: string, words: readonly string[]): string =>
  words.reduce((rest, word) => rest.replaceAll(new RegExp(escaped(word), 'gi'), ERASED), text)

const escaped = (word: string): string => word.replaceAll(/[.*+?^${}()|[\]\\/-]/g, String.raw`\$&`)
