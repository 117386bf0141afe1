import type { Filter } from '../../../lib/filters.ts'
import type { ToolShape } from '../arguments/tool-shape.ts'
import { meaningOf, type Mark } from '../marks/mark.ts'
import type { Reading } from './reading.ts'
import { callBefore, lastCall, listsCustomers, type ThreadState } from './thread-state.ts'

/** Words that speak of what was just said, and a bare "why". */
const POINTS_BACK =
  /\b(?:its?|that|this|these|those|they|them|so)\b|^(?:and |but |so )?(?:why|how come)\b|[这它该]|那么?多|^(?:那么?|所以|但)?(?:为什么|为何|怎么会|原因)/

const CARRIED = ['period', 'compare', 'filters'] as const

/**
 * What a question that points back takes from the last call for a tool of another kind: "why did it change?" asks about
 * the figure, the period and the conditions that stand above it.
 */
export function leanOnThread(
  tool: ToolShape,
  { text, marks }: Pick<Reading, 'text' | 'marks'>,
  thread: ThreadState,
): Readonly<Record<string, unknown>> {
  const last = lastCall(thread)
  if (last !== null && last.tool === tool.name && tool.arguments.has('diversity')) return sameList(last.args, marks)
  if (last === null || last.tool === tool.name || !POINTS_BACK.test(text)) return {}
  const { args } = last
  const taken: Record<string, unknown> = {}
  const takes = (name: string): boolean => tool.arguments.has(name)
  const [first] = Array.isArray(args['metrics']) ? (args['metrics'] as readonly unknown[]) : []
  if (takes('metric') && first !== undefined) taken['metric'] = first
  if (takes('metrics') && args['metric'] !== undefined) taken['metrics'] = [args['metric']]
  // "What if it cost ten per cent more?": the product or category that was just spoken of.
  const namesThing = marks.some((mark) => mark.kind === 'entity')
  for (const name of ['product_id', 'category'] as const) {
    if (takes(name) && args[name] !== undefined && !namesThing) taken[name] = args[name]
  }
  const namesPeriod = marks.some((mark) => mark.kind === 'period')
  for (const name of CARRIED) {
    if (takes(name) && args[name] !== undefined && !(name === 'period' && namesPeriod)) taken[name] = args[name]
  }
  return taken
}

/** Whom or what a list of recommendations is for, and how it was made: "make them more varied" is about the same one. */
const LIST = [
  'customer_id',
  'product_id',
  'source',
  'session',
  'strategy',
  'exclude',
  'kind',
  'k',
  'diversity',
] as const

function sameList(args: Readonly<Record<string, unknown>>, marks: Reading['marks']): Readonly<Record<string, unknown>> {
  const namesSubject = marks.some(
    (mark) =>
      mark.kind === 'entity' &&
      (mark.field === 'customer_id' || mark.field === 'product_id' || mark.field === 'source'),
  )
  if (namesSubject) return {}
  return Object.fromEntries(LIST.flatMap((name) => (args[name] === undefined ? [] : [[name, args[name]]])))
}

const isThose = (mark: Mark): boolean => meaningOf(mark, 'cues') === 'those'

/** "Of those" at the head of a question, before it names anything of its own. */
const speaksOfEarlierOnes = (marks: readonly Mark[]): boolean => {
  const those = marks.findIndex(isThose)
  return (
    those >= 0 &&
    marks.slice(0, those).every((mark) => mark.kind === 'word' && (mark.weak || meaningOf(mark, 'metrics') === null))
  )
}

/**
 * The people whom "of those" speaks of where the answer before lists none: the conditions that it was about. Null when
 * there are none either, so that nothing is there to be narrowed.
 */
export function groupBefore(thread: ThreadState): readonly Filter[] | null {
  const filters = callBefore(thread)?.args['filters']
  return Array.isArray(filters) && filters.length > 0 ? (filters as readonly Filter[]) : null
}

/** Whether a question for some of those people finds no people before it. */
export const needsPeopleBefore = (tool: ToolShape, marks: readonly Mark[], thread: ThreadState): boolean =>
  tool.arguments.has('within') && speaksOfEarlierOnes(marks) && !listsCustomers(callBefore(thread))
