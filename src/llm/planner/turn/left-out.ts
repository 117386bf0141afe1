import { previousPeriod } from '../../../lib/periods.ts'
import type { Arguments } from '../arguments/request.ts'
import type { ToolShape } from '../arguments/tool-shape.ts'
import type { Mark, PeriodMark } from '../marks/mark.ts'

/** Names of what a tool is about by itself, which it is not narrowed to: churn, a value score, traits that are audited. */
const SUBJECTS: ReadonlySet<string> = new Set(['lifecycle', 'value_tier', 'gender', 'age_band', 'tag', 'identifier'])

/** Arguments of what can be narrowed, or written about something. */
const NARROWED_BY = ['filters', 'period', 'metrics', 'about', 'category', 'product_id', 'kind', 'a'] as const

/** Whether a tool's answers are about some part of the shop, so that a condition that it does not hold is worth a word. */
export const isNarrowed = (tool: ToolShape): boolean => NARROWED_BY.some((name) => tool.arguments.has(name))

/** "On the site", 网站: where all that such tools know has happened. */
const isEverywhere = (mark: Mark, tool: ToolShape): boolean =>
  mark.kind === 'entity' && mark.field === 'channel' && !tool.arguments.has('filters')

/**
 * Conditions that a question names and a call does not hold: an answer to everybody is none to "gold members". Names that
 * were guessed are not counted, nor are small numbers, which are said of many things.
 */
export function conditionsLeftOut(
  tool: ToolShape,
  args: Arguments,
  marks: readonly Mark[],
  used: ReadonlySet<Mark>,
  weekStart: number,
): readonly Mark[] {
  const held = JSON.stringify(args)
  const taken = [...used].flatMap((mark) => (mark.kind === 'period' ? [mark] : []))
  return marks.filter((mark) => {
    if (mark.kind === 'word' || [...used].some(({ start, end }) => start < mark.end && mark.start < end)) return false
    if (mark.kind === 'number') return mark.value > 2
    if (held.includes(typeof mark.value === 'string' ? mark.value : JSON.stringify(mark.value))) return false
    // 6月和5月不一样: a period is held against the one before it.
    if (mark.kind === 'period' && taken.some((one) => comesBefore(mark, one, weekStart))) return false
    return mark.kind === 'period' || !(mark.guessed || SUBJECTS.has(mark.field) || isEverywhere(mark, tool))
  })
}

function comesBefore(mark: PeriodMark, { fromDay, toDay }: PeriodMark, weekStart: number): boolean {
  const before = previousPeriod({ fromDay, toDay, name: '' }, weekStart)
  return before.fromDay === mark.fromDay && before.toDay === mark.toDay
}
