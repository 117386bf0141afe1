import type { IdentifierKind } from '../lib/identifier-vault.ts'
import { normaliseIdentifier } from './normalise-identifier.ts'

/** Someone's identifier and the token that stands for it wherever others may read. */
export interface Identity {
  readonly token: string
  readonly kind: IdentifierKind
  readonly value: string
}

/** A stretch of a text that is an identifier. */
export interface IdentifierSpan {
  readonly start: number
  readonly end: number
  readonly kind: IdentifierKind
  readonly value: string
}

/** Two-way names for identifiers; one value has one token for as long as the pseudonyms live. */
export interface Pseudonyms {
  tokenFor(kind: IdentifierKind, value: string): string
  /** The text with each span, and each occurrence of a value that already has a token, replaced by its token. */
  conceal(text: string, spans: readonly IdentifierSpan[]): string
  /** The text with each known token replaced by its value. */
  reveal(text: string): string
  entries(): readonly Identity[]
}

const WORDS: Readonly<Record<IdentifierKind, string>> = {
  name: 'person',
  email: 'email',
  phone: 'phone',
  address: 'address',
  document: 'document',
  device: 'device',
  anonymous_id: 'visitor',
  external_id: 'account',
}

const TOKEN = /⟦[a-z]+-\d+⟧/g

/**
 * @param known - identities of earlier turns, in the order in which they were given
 * @example createPseudonyms([]).tokenFor('name', 'Ann Lee') // => '⟦person-1⟧'
 */
export function createPseudonyms(known: readonly Identity[]): Pseudonyms {
  const byKey = new Map<string, Identity>()
  const byToken = new Map<string, Identity>()
  const counts = new Map<IdentifierKind, number>()
  const keyOf = (kind: IdentifierKind, value: string): string => `${kind}\0${normaliseIdentifier(kind, value)}`
  const keep = (identity: Identity): void => {
    byKey.set(keyOf(identity.kind, identity.value), identity)
    byToken.set(identity.token, identity)
    const number = Number(/\d+/.exec(identity.token)?.[0] ?? 0)
    counts.set(identity.kind, Math.max(counts.get(identity.kind) ?? 0, number))
  }
  known.forEach(keep)

  const tokenFor = (kind: IdentifierKind, value: string): string => {
    const existing = byKey.get(keyOf(kind, value))
    if (existing !== undefined) return existing.token
    const token = `⟦${WORDS[kind]}-${(counts.get(kind) ?? 0) + 1}⟧`
    keep({ token, kind, value })
    return token
  }

  return {
    tokenFor,
    conceal(text, spans) {
      let concealed = ''
      let from = 0
      for (const span of withoutOverlaps(spans)) {
        concealed += text.slice(from, span.start) + tokenFor(span.kind, span.value)
        from = span.end
      }
      concealed += text.slice(from)
      const values = [...byKey.values()].toSorted((a, b) => b.value.length - a.value.length)
      for (const identity of values) concealed = replaceWhole(concealed, identity.value, identity.token)
      return concealed
    },
    reveal: (text) => text.replace(TOKEN, (token) => byToken.get(token)?.value ?? token),
    entries: () => [...byToken.values()],
  }
}

/** Earliest first; of spans that overlap, the longest. */
function withoutOverlaps(spans: readonly IdentifierSpan[]): IdentifierSpan[] {
  const kept: IdentifierSpan[] = []
  for (const span of spans.toSorted((a, b) => b.end - b.start - (a.end - a.start))) {
    if (kept.every((other) => span.end <= other.start || span.start >= other.end)) kept.push(span)
  }
  return kept.toSorted((a, b) => a.start - b.start)
}

const WORD = /[\p{L}\p{N}]/u
const HAN = /\p{Script=Han}/u

/** Replaces a value where it stands alone: not inside a longer word, except in Chinese, which has no spaces. */
function replaceWhole(text: string, value: string, token: string): string {
  if (value === '' || !text.includes(value)) return text
  let replaced = ''
  let from = 0
  for (;;) {
    const at = text.indexOf(value, from)
    if (at < 0) return replaced + text.slice(from)
    const end = at + value.length
    const joins = (left: string | undefined, right: string | undefined): boolean =>
      left !== undefined &&
      right !== undefined &&
      WORD.test(left) &&
      WORD.test(right) &&
      !(HAN.test(left) || HAN.test(right))
    const inside = joins(text[at - 1], text[at]) || joins(text[end - 1], text[end])
    replaced += text.slice(from, at) + (inside ? value : token)
    from = end
  }
}
