import type { Mark } from '../marks/mark.ts'
import { listedAt, type ThreadState } from './thread-state.ts'

/** "The first one", 第二位客户, 第一个订单: a place in a list of people or orders, and no month, group or product. */
const PLACE =
  /\bthe (?<word>first|second|third|fourth|fifth) (?:one|customer|person|order|of them)\b|第(?<sign>[一二三四五])(?:位|个|名|单|笔)(?:客户|顾客|人|订单)?(?![月季周年天群组类商产品订星])/
const PLACED: ReadonlySet<string> = new Set(['customer_id', 'order_id'])
const WORDS = ['first', 'second', 'third', 'fourth', 'fifth']
const SIGNS = '一二三四五'
/** "Just the first one" shortens the list, which then has one row. */
const SHORTENS = /\b(?:just|only)\b|只(?:看|要|列)|仅/

/** Questions with "the first one" read as somebody's id, for what they are most like does not hang on whose it is. */
export const withSomebody = (text: string): string => text.replace(PLACE, 'C-1')

/** The marks with "the first one" read as the customer or order that stands there in the list that was just shown. */
export function withListedPerson(text: string, marks: readonly Mark[], thread: ThreadState): readonly Mark[] {
  const found = SHORTENS.test(text) ? null : PLACE.exec(text)
  const { word, sign } = found?.groups ?? {}
  if (found === null || marks.some((mark) => mark.kind === 'entity' && PLACED.has(mark.field))) return marks
  const rank = 1 + (sign === undefined ? WORDS.indexOf(word ?? '') : SIGNS.indexOf(sign))
  const listed = listedAt(thread, rank)
  if (listed === null) return marks
  const [start, end] = [found.index, found.index + found[0].length]
  const person: Mark = {
    kind: 'entity',
    ...listed,
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
