import { resolvePeriod, type PeriodFrame } from '../../lib/periods.ts'
import { dayOfDate } from '../../lib/time-zone.ts'
import type { CheckedFilter } from './checked-filter.ts'

/** Width, case and outer spaces do not tell words apart. */
export const foldWord = (word: string): string => word.normalize('NFKC').trim().toLowerCase()

/** Whether a customer's words pass: `eq` and `in` want one of the values among them, `ne` and `not_in` none. */
export function wordTest({ op, values }: Pick<CheckedFilter, 'op' | 'values'>): (words: readonly string[]) => boolean {
  const wanted = values.map((value) => foldWord(String(value)))
  const set = new Set(wanted)
  const has = (words: readonly string[]): boolean => words.some((word) => set.has(foldWord(word)))
  if (op === 'is_empty') return (words) => words.length === 0
  if (op === 'contains') return (words) => words.some((word) => wanted.some((part) => foldWord(word).includes(part)))
  if (op === 'ne' || op === 'not_in') return (words) => !has(words)
  return has
}

/** Whether a number passes; a customer without one passes `ne`, `not_in` and `is_empty` only. */
export function numberTest({ op, values }: Pick<CheckedFilter, 'op' | 'values'>): (value: number | null) => boolean {
  const numbers = values.map(Number)
  const [first = Number.NaN, second = Number.NaN] = numbers
  switch (op) {
    case 'is_empty':
      return (value) => value === null
    case 'ne':
    case 'not_in':
      return (value) => value === null || !numbers.includes(value)
    case 'gt':
      return (value) => value !== null && value > first
    case 'gte':
      return (value) => value !== null && value >= first
    case 'lt':
      return (value) => value !== null && value < first
    case 'lte':
      return (value) => value !== null && value <= first
    case 'between':
      return (value) => value !== null && value >= first && value <= second
    default:
      return (value) => value !== null && numbers.includes(value)
  }
}

/**
 * Whether a local day passes. A value is a date or the name of a period: after a period means after its last day, before
 * it before its first, equal to it on one of its days.
 */
export function dayTest(
  { op, values }: Pick<CheckedFilter, 'op' | 'values'>,
  frame: PeriodFrame,
): (day: number | null) => boolean {
  const ranges = values.map((value) => rangeOf(String(value), frame))
  const first = ranges[0] ?? [0, 0]
  const last = ranges.at(-1) ?? first
  const within = (day: number, [from, to]: readonly [number, number]): boolean => day >= from && day < to
  switch (op) {
    case 'is_empty':
      return (day) => day === null
    case 'ne':
      return (day) => day === null || !within(day, first)
    case 'gt':
      return (day) => day !== null && day >= first[1]
    case 'gte':
      return (day) => day !== null && day >= first[0]
    case 'lt':
      return (day) => day !== null && day < first[0]
    case 'lte':
      return (day) => day !== null && day < first[1]
    case 'between':
      return (day) => day !== null && day >= first[0] && day < last[1]
    default:
      return (day) => day !== null && within(day, first)
  }
}

function rangeOf(value: string, frame: PeriodFrame): readonly [number, number] {
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return [dayOfDate(value), dayOfDate(value) + 1]
  const { fromDay, toDay } = resolvePeriod(value, frame)
  return [fromDay, toDay]
}
