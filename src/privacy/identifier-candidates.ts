import type { IdentifierKind } from '../lib/identifier-vault.ts'
import type { IdentifierSpan } from './pseudonyms.ts'

const WORD = /[\p{L}\p{M}\p{N}]+/gu
const HAN = /\p{Script=Han}/u
const HAN_STREAM = /\p{Script=Han}(?:[ \-_.·•]?\p{Script=Han})+/gu
const PHONE = /(?<!\d)\+?\(?\d(?:[ \-.()/·_]{0,2}\d){6,17}(?!\d)/g
const MOST_NAME_WORDS = 5
const LONGEST_HAN_NAME = 6

/** Stretches of a text that could be a stored identifier; each must be looked up. Expects widths folded. */
export function* identifierCandidates(text: string): Generator<IdentifierSpan> {
  yield* wholeText(text)
  yield* wordRuns(text)
  yield* hanNames(text)
  yield* phones(text)
  yield* addresses(text)
}

function* wholeText(text: string): Generator<IdentifierSpan> {
  if (text.trim() === '' || text.length > 200) return
  const span = { start: 0, end: text.length, value: text }
  yield { ...span, kind: 'name' }
  yield { ...span, kind: 'address' }
}

interface Word {
  readonly start: number
  readonly end: number
}

const wordsOf = (text: string): Word[] =>
  [...text.matchAll(WORD)].map((match) => ({ start: match.index, end: match.index + match[0].length }))

/** Runs of up to five words: names in either order of given and family name; with a digit, documents and devices. */
function* wordRuns(text: string): Generator<IdentifierSpan> {
  const words = wordsOf(text)
  for (const [index, { start }] of words.entries()) {
    for (let last = index; last < Math.min(words.length, index + MOST_NAME_WORDS); last += 1) {
      const end = words[last]?.end ?? start
      const raw = text.slice(start, end)
      if (raw.length > 80 || raw.includes('\n')) break
      if (/\d/.test(raw)) {
        if (raw.length >= 6) {
          yield { start, end, kind: 'document', value: raw }
          if (raw.length >= 8) yield* kindsOf(start, end, raw, ['device', 'anonymous_id'])
        }
        continue
      }
      if (raw.length < 2) continue
      yield { start, end, kind: 'name', value: raw }
      if (text[end] === '.') yield { start, end: end + 1, kind: 'name', value: `${raw}.` }
      const parts = raw.match(WORD) ?? []
      const joined = parts.join(' ')
      if (joined !== raw) yield { start, end, kind: 'name', value: joined }
      if (parts.length === 2) yield { start, end, kind: 'name', value: parts.toReversed().join(' ') }
    }
  }
}

/** Two to six Chinese characters, also spaced or dashed. */
function* hanNames(text: string): Generator<IdentifierSpan> {
  for (const match of text.matchAll(HAN_STREAM)) {
    const places = [...match[0]].map((character, index) => ({ character, at: match.index + index }))
    const stream = places.filter(({ character }) => HAN.test(character) || character === '·')
    for (let from = 0; from < stream.length; from += 1) {
      for (let length = 2; length <= LONGEST_HAN_NAME && from + length <= stream.length; length += 1) {
        const run = stream.slice(from, from + length)
        const [start, end] = [run[0]?.at ?? 0, (run.at(-1)?.at ?? 0) + 1]
        yield { start, end, kind: 'name', value: run.map(({ character }) => character).join('') }
      }
    }
  }
}

function* phones(text: string): Generator<IdentifierSpan> {
  for (const match of text.matchAll(PHONE)) {
    const [start, end] = [match.index, match.index + match[0].length]
    yield { start, end, kind: 'phone', value: match[0] }
    yield { start, end, kind: 'document', value: match[0] }
    const national = match[0].replaceAll(/\D/g, '').replace(/^(?:00)?86(?=1\d{10}$)|^0(?=\d{9,})/, '')
    yield { start, end, kind: 'phone', value: national }
  }
}

const ADDRESS_HINT = /[省市区县镇乡路街]/
const ADDRESS_END = /[号室栋幢楼层元弄村路街道巷院座里\dA-Za-z]/
const LONGEST_ADDRESS = 60

/** Latin addresses around a house number, Chinese ones from a region to a number or a room. */
function* addresses(text: string): Generator<IdentifierSpan> {
  const words = wordsOf(text)
  for (const [index, word] of words.entries()) {
    const raw = text.slice(word.start, word.end)
    if (HAN.test(raw) || !/\d/.test(raw)) continue
    for (let first = Math.max(0, index - 5); first <= index; first += 1) {
      for (let last = Math.max(index, first + 1); last < Math.min(words.length, first + 14); last += 1) {
        const [start, end] = [words[first]?.start ?? 0, words[last]?.end ?? 0]
        if (end - start > 160) break
        yield { start, end, kind: 'address', value: text.slice(start, end) }
      }
    }
  }
  for (const match of text.matchAll(/[\p{Script=Han}\p{N}A-Za-z#()（）\- ]{6,}/gu)) {
    const run = match[0]
    for (let from = 0; from + 6 <= run.length; from += 1) {
      if (!HAN.test(run[from] ?? '') || !ADDRESS_HINT.test(run.slice(from, from + 12))) continue
      for (let to = from + 6; to <= Math.min(run.length, from + LONGEST_ADDRESS); to += 1) {
        if (!ADDRESS_END.test(run[to - 1] ?? '')) continue
        yield { start: match.index + from, end: match.index + to, kind: 'address', value: run.slice(from, to) }
      }
    }
  }
}

const kindsOf = (start: number, end: number, value: string, kinds: readonly IdentifierKind[]): IdentifierSpan[] =>
  kinds.map((kind) => ({ start, end, kind, value }))
