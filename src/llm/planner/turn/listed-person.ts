import type { Mark } from '../marks/mark.ts'
import { customerAt, type ThreadState } from './thread-state.ts'

/** "The first one", 第二位客户: a place in a list of people, and no month, group or product. */
const PLACE =
  /\bthe (?<word>first|second|third|fourth|fifth) (?:one|customer|person|of them)\b|第(?<sign>[一二三四五])(?:位|个|名)(?:客户|顾客|人)?(?![月季周年天群组类商产品订星])/
const WORDS = ['first', 'second', 'third', 'fourth', 'fifth']
const SIGNS = '一二三四五'
/** "Just the first one" shortens the list, which then has one row. */
const SHORTENS = /\b(?:just|only)\b|只(?:看|要|列)|仅/

/** The marks with "the first one" read as the customer who stands there in the list that was just shown. */
export function withListedPerson(text: string, marks: readonly Mark[], thread: ThreadState): readonly Mark[] {
  const found = SHORTENS.test(text) ? null : PLACE.exec(text)
  const { word, sign } = found?.groups ?? {}
  if (found === null || marks.some((mark) => mark.kind === 'entity' && mark.field === 'customer_id')) return marks
  const rank = 1 + (sign === undefined ? WORDS.indexOf(word ?? '') : SIGNS.indexOf(sign))
  const value = customerAt(thread, rank)
  if (value === null) return marks
  const [start, end] = [found.index, found.index + found[0].length]
  const person: Mark = {
    kind: 'entity',
    field: 'customer_id',
    value,
    also: [],
    guessed: false,
    start,
    end,
    text: found[0],
  }
  return [...marks.filter((mark) => mark.end <= start || mark.start >= end), person].toSorted(
    (a, b) => a.start - b.start,
  )
}
