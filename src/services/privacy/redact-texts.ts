import {
  findKeptTexts,
  listSealedThreads,
  replaceKeptText,
  replaceSealedPeople,
  type KeptText,
} from '../../store/queries/privacy/kept-texts.ts'
import type { Identity } from '../../privacy/pseudonyms.ts'
import type { ServiceContext } from '../context.ts'
import type { Person } from './find-person.ts'

/** What stands where a person was named. */
const ERASED = '(erased)'
const NOTICE = 'The rows behind this answer were erased at the request of the person they were about.'

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
  const words = ownWords(person)
  const texts = findKeptTexts(ctx.store, words)
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
  return words.some((word) => text.includes(word.toLowerCase()))
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
    warnings: [NOTICE],
    suggestions: [],
  }
}

function redactAnswer(value: unknown, words: readonly string[]): unknown {
  const answer = value as Fields
  const isAbout = mentions(answer['tool_calls'], words) || mentions(answer['text'], words)
  const kept = redactValue(value, words, true) as Fields
  return isAbout ? { ...kept, text: NOTICE, facts: [], tables: [], charts: [], quotes: [], proposal: null } : kept
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
