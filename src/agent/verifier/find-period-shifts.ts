import type { Refusal } from './refusal.ts'
import type { PlacedText } from './placed-text.ts'

const ENGLISH = /\b(this|current|last|next)\s+(day|week|month|quarter|year)\b|\b(yesterday|tomorrow)\b/gi
const CHINESE = /(本|这个|这|上个|上|下个|下)(周|星期|月|季度|季|年)(?!度报|份)|(今年|去年|前年|明年|昨天|昨日|明天)/g

const RELATION: Readonly<Record<string, string>> = {
  this: 'this',
  current: 'this',
  last: 'last',
  next: 'next',
  本: 'this',
  这: 'this',
  这个: 'this',
  上: 'last',
  上个: 'last',
  下: 'next',
  下个: 'next',
}
const GRAIN: Readonly<Record<string, string>> = {
  周: 'week',
  星期: 'week',
  月: 'month',
  季度: 'quarter',
  季: 'quarter',
  年: 'year',
}
const WHOLE: Readonly<Record<string, string>> = {
  今年: 'this_year',
  去年: 'last_year',
  前年: 'year_before_last',
  明年: 'next_year',
  昨天: 'yesterday',
  昨日: 'yesterday',
  明天: 'tomorrow',
}

interface PeriodWord {
  readonly start: number
  readonly end: number
  readonly name: string
}

/** Relative periods that a text names: last_month for "last month" and 上个月. */
export const periodWords = (text: string): PeriodWord[] =>
  [...text.matchAll(ENGLISH), ...text.matchAll(CHINESE)].map((match) => {
    const [whole, relation = '', grain = '', single = ''] = match
    const name =
      single === ''
        ? `${RELATION[relation.toLowerCase()] ?? relation}_${GRAIN[grain] ?? grain.toLowerCase()}`
        : (WHOLE[single] ?? single.toLowerCase())
    return { start: match.index, end: match.index + whole.length, name }
  })

/**
 * Relative periods in the model's words that neither the user nor the arguments of a result named.
 *
 * @param named - canonical names that were asked for or taken
 */
export function findPeriodShifts({ text, segments }: PlacedText, named: ReadonlySet<string>): Refusal[] {
  return periodWords(text)
    .filter((word) => !named.has(word.name))
    .filter((word) =>
      segments.some(({ segment, start, end }) => segment.kind === 'words' && word.start >= start && word.end <= end),
    )
    .map(({ start, end }) => {
      const written = text.slice(start, end)
      return {
        start,
        end,
        text: written,
        reason: `'${written}' is a period that nobody asked for; name the dates by reference`,
      }
    })
}
