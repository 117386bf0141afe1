import type { PeriodFrame } from '../../../lib/periods.ts'
import { findPeriods } from '../periods/find-periods.ts'
import type { LexiconId } from '../lexicon.ts'
import { findIds } from './find-ids.ts'
import { findNumbers } from './find-numbers.ts'
import { meaningOf, type EntityMark, type Mark, type PeriodMark, type WordMark } from './mark.ts'
import type { NameIndex } from './name-index.ts'
import type { PhraseIndex } from './phrase-index.ts'
import type { WordTarget } from './word-index.ts'

export interface MarkIndexes {
  readonly ids: readonly LexiconId[]
  readonly names: NameIndex
  readonly words: PhraseIndex<WordTarget>
  /** Words of the example utterances: none of them is a typing error. */
  readonly known: ReadonlySet<string>
}

/** Which kind wins where two cover the same words. */
const PRIORITY: Readonly<Record<Mark['kind'], number>> = { period: 3, entity: 2, word: 1, number: 0 }

/** Everything that a folded question names, without overlaps: the longest wins, then periods, names, words, numbers. */
export function findMarks(text: string, frame: PeriodFrame, indexes: MarkIndexes, guess = true): Mark[] {
  const candidates: readonly Mark[] = [
    ...findIds(text, indexes.ids),
    ...findPeriods(text, frame).map((found): PeriodMark => ({
      kind: 'period',
      value: found.input,
      fromDay: found.fromDay,
      toDay: found.toDay,
      pair: found.pair ?? null,
      start: found.start,
      end: found.end,
      text: text.slice(found.start, found.end),
    })),
    ...findNames(text, indexes.names),
    ...findWords(text, indexes.words),
    ...findNumbers(text),
  ]
  const marks = asEditions(choose(candidates), candidates)
  if (!guess) return marks
  return choose([...marks, ...guessNames(text, marks, indexes)])
}

/**
 * "618-2026 versus 618-2025": two editions of a campaign, set side by side without a figure, are the campaigns and not the
 * days on which they ran.
 */
function asEditions(marks: readonly Mark[], candidates: readonly Mark[]): Mark[] {
  const namesFigure = marks.some((mark) => mark.kind === 'word' && !mark.weak && meaningOf(mark, 'metrics') !== null)
  const editions = marks.map((mark) => (mark.kind === 'period' ? editionAt(mark, candidates) : null))
  const isPair = editions.filter((edition) => edition !== null).length > 1
  return marks.map((mark, at) => (isPair && !namesFigure ? (editions[at] ?? mark) : mark))
}

const editionAt = (period: Mark, candidates: readonly Mark[]): Mark | null =>
  candidates.find(
    (mark) => mark.kind === 'entity' && mark.field === 'campaign' && sameExtent(mark, period) && /-/.test(mark.text),
  ) ?? null

function findNames(text: string, names: NameIndex): EntityMark[] {
  return names.exact.find(text).flatMap(({ start, end, targets }) => {
    const [first, ...also] = targets
    if (first === undefined) return []
    return [{ kind: 'entity', ...first, also, guessed: false, start, end, text: text.slice(start, end) }]
  })
}

function findWords(text: string, words: PhraseIndex<WordTarget>): WordMark[] {
  return words.find(text).map(({ start, end, targets }) => ({
    kind: 'word',
    meanings: targets,
    weak: targets.every((target) => target.weak),
    start,
    end,
    text: text.slice(start, end),
  }))
}

/** A campaign named like a yearly event is meant when the word campaign or 活动 stands beside it. */
function choose(candidates: readonly Mark[]): Mark[] {
  const kept: Mark[] = []
  const order = candidates.toSorted(
    (a, b) => b.end - b.start - (a.end - a.start) || PRIORITY[b.kind] - PRIORITY[a.kind] || a.start - b.start,
  )
  for (const mark of order) {
    const clash = kept.findIndex((other) => mark.start < other.end && mark.end > other.start)
    if (clash === -1) {
      kept.push(mark)
      continue
    }
    const other = kept[clash]
    // A name and a word of the same extent are both kept as readings: "vip" is a tier and a defined word.
    if (other?.kind === 'entity' && mark.kind === 'entity' && sameExtent(other, mark)) {
      kept[clash] = { ...other, also: [...other.also, { field: mark.field, value: mark.value }, ...mark.also] }
    }
  }
  return kept.toSorted((a, b) => a.start - b.start)
}

const sameExtent = (a: Mark, b: Mark): boolean => a.start === b.start && a.end === b.end

/** Names with a typing error, or written with other characters of the same sound, in what no mark covers. */
function guessNames(text: string, marks: readonly Mark[], { names, words, known }: MarkIndexes): EntityMark[] {
  const pieces = [...text.matchAll(/[\p{Script=Latin}\p{N}']+|\p{Script=Han}/gu)].map((match) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }))
  const found: EntityMark[] = []
  for (let first = 0; first < pieces.length; first += 1) {
    for (let count = 1; count <= 6; count += 1) {
      const head = pieces[first]
      const tail = pieces[first + count - 1]
      if (head === undefined || tail === undefined) break
      const phrase = text.slice(head.start, tail.end)
      if (known.has(phrase) || words.phrases.has(phrase) || (count === 1 && phrase.length < 5)) continue
      if (count > 1 && !/^(?:\p{Script=Han}+|[\p{Script=Latin}\p{N}' -]+)$/u.test(phrase)) continue
      const firm = marks.filter((mark) => mark.start < tail.end && mark.end > head.start && isFirm(mark))
      if (firm.length > 0 && !isPartOfMistyped(phrase, head.start, firm)) continue
      const [target, ...also] = names.guess(phrase)
      if (target === undefined) continue
      found.push({ kind: 'entity', ...target, also, guessed: true, start: head.start, end: tail.end, text: phrase })
    }
  }
  return found
}

const OWN_WORD = /[\p{Script=Latin}]{4,}/u

/** "Aurora 2L ketle": a name inside a longer one of several words, of which a word that no mark covers is mistyped. */
function isPartOfMistyped(phrase: string, start: number, firm: readonly Mark[]): boolean {
  if (firm.some((mark) => mark.kind !== 'entity' || mark.start < start || mark.end > start + phrase.length))
    return false
  let rest = phrase
  for (const mark of firm)
    rest = `${rest.slice(0, mark.start - start)}${' '.repeat(mark.end - mark.start)}${rest.slice(mark.end - start)}`
  return OWN_WORD.test(rest)
}

/** Marks that a guess may not break up. */
const isFirm = (mark: Mark): boolean => mark.kind === 'period' || mark.kind === 'entity' || !isLoose(mark)
const isLoose = (mark: Mark): boolean => mark.kind === 'number' || (mark.kind === 'word' && mark.weak)
