import type { Filter } from '../../../lib/filters.ts'
import type { Arguments } from '../arguments/request.ts'
import type { ToolShape } from '../arguments/tool-shape.ts'
import { meaningOf, type Mark, type NumberMark } from '../marks/mark.ts'
import type { PastCall } from './thread-state.ts'
import type { Reading } from './reading.ts'

/** Arguments that say how many; the first that the call before has is the one that a bare number changes. */
const SIZES = ['k', 'limit', 'weeks', 'count'] as const
const DAYS_PER_UNIT: Readonly<Record<string, number>> = { days: 1, weeks: 7, months: 30 }

/** "The second one", 一个: no number of anything. */
const ARTICLE = /^(?:one|一)$/
const AHEAD = /\b(?:next|coming|following)\b|未来|接下来|今后|往后/
const MORE_BEFORE = /(?:\banother|\bnext|再来|再给我?|再看|再列|再要|多来|接着|后面?)\s*$/
const MORE_AFTER = /^\s*(?:\w+ )?more\b/
const PLACE_BEFORE = /(?:第|\b(?:number|no\.?|place|rank)|#)\s*$/
const PLACE_WORDS = ['second', 'third', 'fourth', 'fifth'] as const
const PLACE = /\b(second|third|fourth|fifth)\b|\brunner-?up\b/

/** What a short question changes by a number alone, and the marks that say so. */
export interface NumberEdits {
  readonly edits: Arguments
  readonly used: readonly Mark[]
}

/**
 * "Make it 3", "what if it's 90 days", 再来10个, 第二名呢: a number without a name changes what the call before has of its
 * kind - a condition in the same unit, the length of a list, the place down to which a ranking is told.
 */
export function numberEdits({ text, marks }: Reading, last: PastCall, tool: ToolShape): NumberEdits | null {
  const numbers = marks.filter((mark): mark is NumberMark => mark.kind === 'number' && !ARTICLE.test(mark.text))
  const [number, another] = numbers
  const ranks = tool.arguments.has('dimensions') && tool.arguments.has('limit')
  if (number === undefined) {
    const word = PLACE.exec(text)
    if (word === null || !ranks) return null
    return placed(word[1] === undefined ? 2 : 2 + PLACE_WORDS.findIndex((one) => one === word[1]), last, [])
  }
  if (another !== undefined || AHEAD.test(text) || marks.some(compares)) return null
  const next = marks[marks.indexOf(number) + 1]
  const unit = next !== undefined && next.start - number.end <= 1 ? meaningOf(next, 'units') : null
  const changed = changedCondition(number, unit, last)
  if (changed !== null)
    return { edits: { filters: [changed] }, used: unit === null || next === undefined ? [number] : [number, next] }
  if (number.unit !== 'count' || !Number.isInteger(number.value) || number.value < 1) return null
  if (unit !== null || next?.kind === 'period') return null
  const head = text.slice(0, number.start)
  if (PLACE_BEFORE.test(head)) return ranks ? placed(number.value, last, [number]) : null
  const size = SIZES.find((name) => typeof last.args[name] === 'number') ?? sizeOf(tool)
  if (size === null) return null
  const isMore = MORE_BEFORE.test(head) || MORE_AFTER.test(text.slice(number.end))
  const shown = last.result?.ok === true ? (last.result.table?.rows.length ?? 0) : 0
  const before = last.args[size]
  const from = isMore ? (typeof before === 'number' ? before : shown) : 0
  return { edits: { [size]: from + number.value }, used: [number] }
}

/** "More than", 以上: a condition of its own. */
const compares = (mark: Mark): boolean =>
  meaningOf(mark, 'comparisons') !== null || meaningOf(mark, 'suffixes') !== null

/** A ranking is told down to this place. */
function placed(place: number, { args }: PastCall, used: readonly Mark[]): NumberEdits | null {
  return args['order'] === undefined ? null : { edits: { limit: place }, used }
}

function sizeOf({ arguments: named }: ToolShape): 'k' | 'limit' | null {
  if (named.has('k')) return 'k'
  return named.has('limit') ? 'limit' : null
}

/** The condition before that counts in the unit of this number, with the number in place of its own. */
function changedCondition(number: NumberMark, unit: string | null, { args }: PastCall): Filter | null {
  const earlier = Array.isArray(args['filters']) ? (args['filters'] as readonly Filter[]) : []
  const scale = DAYS_PER_UNIT[unit ?? '']
  const isOf = ({ field, value }: Filter): boolean => {
    if (typeof value !== 'number') return false
    if (number.unit === 'money') return field === 'net_revenue' || field === 'gross_revenue'
    if (number.unit !== 'count') return false
    return scale === undefined ? unit === 'orders' && field === 'orders' : field === 'days_since_order'
  }
  const [condition, other] = earlier.filter(isOf)
  if (condition === undefined || other !== undefined) return null
  return { ...condition, value: number.value * (scale ?? 1) }
}
