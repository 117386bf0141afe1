import type { IdentifierVault } from '../lib/identifier-vault.ts'
import { knownIdentifiers } from '../store/queries/identifiers/known-identifiers.ts'
import type { Store } from '../store/open.ts'
import { detectByForm } from './detect-by-form.ts'
import { foldWidth } from './fold-width.ts'
import { hiddenTexts } from './hidden-texts.ts'
import { identifierCandidates } from './identifier-candidates.ts'
import { pinyinNames } from './pinyin-names.ts'
import type { IdentifierSpan } from './pseudonyms.ts'

/** Most texts come again (labels, definitions, ids, the tables of a thread): what they hold is remembered. */
const MOST_CHARACTERS = 6_000_000
const LONGEST_REMEMBERED = 500
const MOST_ASKED = 60_000

export type FindIdentifiers = (text: string) => readonly IdentifierSpan[]

/**
 * Finds every identifier in a text: those that the shop stores, through their keyed hashes, and those that show by their
 * form; raw, full-width, spaced or dashed, percent-encoded, base64, hexadecimal or escaped, and Chinese names in pinyin.
 * Spans may overlap.
 *
 * Single names (one word) count only as the shop stores them; external customer ids are no secret and are not looked for.
 */
export function createIdentifierFinder({
  store,
  vault,
}: {
  readonly store: Store
  readonly vault: Pick<IdentifierVault, 'hash' | 'soundHashes'>
}): FindIdentifiers {
  const known = knownIdentifiers(store)
  /** Whether a candidate is known: answers share most of their words, and a keyed hash costs more than a look here. */
  const asked = new Map<string, boolean>()

  const isAsked = (key: string, look: () => boolean): boolean => {
    const before = asked.get(key)
    if (before !== undefined) return before
    const isKnown = look()
    asked.set(key, isKnown)
    return isKnown
  }

  const findPlain = (text: string): IdentifierSpan[] => {
    const folded = foldWidth(text)
    const spans = detectByForm(folded)
    if (known.any()) {
      if (asked.size >= MOST_ASKED) asked.clear()
      for (const candidate of identifierCandidates(folded)) {
        const { kind, value } = candidate
        if (isAsked(`${kind}\0${value}`, () => known.has(kind, vault.hash(kind, value)))) spans.push(candidate)
      }
      for (const run of pinyinNames(folded)) {
        const isName = (): boolean => vault.soundHashes(run.value).some((hash) => known.hasToken('name', hash))
        if (isAsked(`sound\0${run.value}`, isName)) spans.push({ ...run, kind: 'name' })
      }
    }
    return spans.map((span) => ({ ...span, value: text.slice(span.start, span.end) }))
  }

  const search: FindIdentifiers = (text) => {
    const spans = findPlain(text)
    for (const hidden of hiddenTexts(foldWidth(text))) {
      const [inside] = findPlain(hidden.decoded)
      if (inside === undefined) continue
      const { start, end } = hidden
      spans.push({ start, end, kind: inside.kind, value: text.slice(start, end) })
    }
    return spans
  }

  const found = new Map<string, readonly IdentifierSpan[]>()
  let version = ''
  let isPresent = false
  let characters = 0
  return (text) => {
    if (text.length < 2) return []
    if (!isPresent) {
      const present = known.version()
      if (present !== version) {
        found.clear()
        characters = 0
        asked.clear()
      }
      version = present
      // One answer is thousands of texts in one stretch of work: within it nobody else gets to write.
      isPresent = true
      setImmediate(() => (isPresent = false))
    }
    if (text.length > LONGEST_REMEMBERED) return search(text)
    const before = found.get(text)
    if (before !== undefined) return before
    const spans = search(text)
    characters += text.length
    if (characters > MOST_CHARACTERS) {
      found.clear()
      characters = text.length
    }
    found.set(text, spans)
    return spans
  }
}
