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
  if (last === null) return {}
  if (last.tool === tool.name && tool.arguments.has('method') && POINTS_AT_GROUP.test(text)) return last.args
  const running = runningCampaign(tool, last.args, { text, marks })
  if (running !== null) return running
  if (last.tool === tool.name || !POINTS_BACK.test(text)) return {}
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

/** "The smallest one", 第二群: one of the groups that were just made. */
const POINTS_AT_GROUP =
  /\b(?:the|that|this|each|which) (?:smallest|largest|biggest|first|second|third|fourth|fifth|last)? ?(?:one|group|cluster|segment)\b|[最这那第][小大一二三四五个]?的?一?个?[群组类]/

const OF_CAMPAIGNS = ['experiment', 'campaign'] as const
const ANY_CAMPAIGN =
  /\b(?:all|every|which|any|other|another|best|worst|our) (?:\w+ )?(?:campaigns?|experiments?|tests?)\b|[各哪]个?[次场些]?(?:活动|实验|测试)|(?:所有|全部)(?:活动|实验|测试)/

/** "How many people got each?", 花了多少钱: the campaign that was just spoken of, while no other is. */
function runningCampaign(
  tool: ToolShape,
  args: Readonly<Record<string, unknown>>,
  { text, marks }: Pick<Reading, 'text' | 'marks'>,
): Readonly<Record<string, unknown>> | null {
  const own = OF_CAMPAIGNS.find((name) => tool.arguments.has(name))
  const known = OF_CAMPAIGNS.map((name) => args[name]).find((value) => value !== undefined)
  if (own === undefined || known === undefined || ANY_CAMPAIGN.test(text)) return null
  return marks.some((mark) => mark.kind === 'entity' || mark.kind === 'period') ? null : { [own]: known }
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
  'category',
  'not_category',
  'max_price',
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
