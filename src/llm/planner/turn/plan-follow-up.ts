import type { Filter } from '../../../lib/filters.ts'
import { fillArguments } from '../arguments/fill-arguments.ts'
import type { Arguments } from '../arguments/request.ts'
import { meaningOf, wordsOf } from '../marks/mark.ts'
import { languageOf } from '../text/language-of.ts'
import { bareCustomerTool } from './bare-customer.ts'
import { openWords } from './open-words.ts'
import { numberEdits } from './number-edits.ts'
import type { Plan } from './plan.ts'
import type { PlanRequest, Reading } from './reading.ts'
import { lastCall, listsCustomers, type PastCall } from './thread-state.ts'

/** A question this much like an utterance of a tool asks for itself, whatever came before. */
const ASKS_FOR_ITSELF = 0.72
const FEW_WORDS = 2
/** What a forecast or a comparison is of: one of them, never two. */
const SUBJECTS: readonly string[] = ['product_id', 'category', 'total']
/** Fewer words of its own than this are too few to ask for something. */
const OWN_WORDS = 4
const OPENERS =
  /^(?:and|but|ok|okay|now|then|also|so)\b|^(?:what|how) about\b|^how (?:does|do|did) (?:it|that|this|they) compare\b|^(?:only|just|same|redo|again|instead|switch|make it|show it|split (?:it|that)|break (?:it|that)|for|by|per|in|compared?)\b|^(?:那么?|只看|仅看|换成|改成|改为|再看?|同样|也|按|分|拆|如果|和|与|跟|去掉|加上|只要|还有)/
const CLOSERS = /呢\s*[?]?$|\b(?:instead|too|as well|only)\s*[?.!]?$|^\S*的?话[?]?$/

/** What a short question changes in the last call; null when it stands on its own. */
export function planFollowUp(request: PlanRequest, reading: Reading): Plan | null {
  const last = lastCall(request.thread)
  if (last === null) return null
  const reword = rewordLanguage(reading)
  if (reword !== null) return { kind: 'reword', language: reword }
  const tool = request.tools.get(last.tool)
  if (tool === undefined) return null
  const [top] = reading.ranking
  const ofThose = wordsOf(reading.marks, 'cues').some(({ value }) => value === 'those')
  // "Of those, who ..." asks for people; 其中华东多少 narrows the figure just given.
  const words = openWords(reading)
  const asksForPeople =
    wordsOf(reading.marks, 'cues').some(({ value }) => value === 'list') ||
    (words > FEW_WORDS && request.tools.get(top?.intent ?? '')?.arguments.has('within') === true)
  if (ofThose && !asksWhyThose(reading, last) && (asksForPeople || listsCustomers(last))) return null
  // Who stands at that place of a list is a question of its own where the list's tool speaks of nobody in particular.
  if (!tool.arguments.has('customer_id') && bareCustomerTool(reading.text, reading.marks, request.tools) !== null)
    return null
  if (asksWhyThose(reading, last)) return { kind: 'reword', language: languageOf(reading.text) }
  const opened = ofThose || OPENERS.test(reading.text) || CLOSERS.test(reading.text)
  const bare = words <= 3
  if (!opened && (!bare || isWhole(reading))) return null
  if (
    top !== undefined &&
    words >= OWN_WORDS &&
    top.nearest >= ASKS_FOR_ITSELF &&
    (top.intent !== last.tool || !opened)
  )
    return null
  const bareNumber = numberEdits(reading, last, tool)
  const used = new Set<Reading['marks'][number]>(bareNumber?.used)
  const assumed = new Set<string>()
  const filled = fillArguments({
    text: reading.text,
    // "by channel" alone groups; "and orders?" alone names a metric.
    marks: reading.marks,
    tool,
    frame: request.frame,
    implied: {},
    thread: request.thread,
    boundCustomerId: request.boundCustomerId,
    used,
    assumed,
  })
  const edits: Arguments = { ...bareNumber?.edits, ...filled }
  // "Make it 12 weeks": the whole shop is not asked for when it was not named.
  if (assumed.has('whole_shop') && SUBJECTS.some((name) => last.args[name] !== undefined)) delete edits['total']
  // "Turn them into an audience" speaks of the people found, and asks for something else to be done with them.
  delete edits['within']
  const carried = Object.keys(edits).some((name) => name !== 'customer_id' || edits[name] !== last.args['customer_id'])
  if (!carried) return opened && words <= OWN_WORDS ? sameAgain(reading, last) : null
  if (leavesMeaning(reading, used)) return null
  return {
    kind: 'calls',
    calls: [{ tool: last.tool, args: applyEdits(last, edits) }],
    assumed: [],
    notes: [],
  }
}

const NARROWS = /^(?:only|just)\b|^(?:只看|仅看|只要|只列|仅要)/

/** "Only the ones under 300" of an answer that cannot be narrowed so: it stands as it was, and says so. */
const sameAgain = ({ text, marks }: Reading, { tool, args }: PastCall): Plan | null =>
  NARROWS.test(text) && !marks.some((mark) => mark.kind === 'period')
    ? { kind: 'calls', calls: [{ tool, args }], assumed: ['not_narrowed'], notes: [] }
    : null

const ASKS = /^(?:so )?(?:how (?:many|much)|what (?:is|are|was|were)|which|who|show|list|give)\b|多少|哪些?|几[个位人]/

/** 流失的人里女性占多少: the whole is named as well as its part. */
const SHARE_OF =
  /(?:里|中|当中|的人|客户).{1,8}占|\b(?:share|percentage|percent|proportion) of .+\b(?:is|are|was|were|comes?|came)\b/

/** "How many customers are in each lifecycle stage?": figure and groups are named, so nothing is left for the question before to say. */
const isWhole = ({ text, marks }: Reading): boolean =>
  SHARE_OF.test(text) ||
  (ASKS.test(text) &&
    wordsOf(marks, 'metrics').some(({ mark }) => mark.kind === 'word' && !mark.weak) &&
    wordsOf(marks, 'dimensions').some(({ value }) => value !== 'customer_id'))

const WHY_THEM =
  /\bwhy\b.{0,12}\b(?:those|these|them|they)\b|\bwhat (?:makes|made) (?:you|it) (?:choose|pick)\b|(?:为什么|为何|为啥|怎么)[^,。?]{0,4}(?:这些|那些|这批|他们|她们|这几)/
/** Columns in which a list says why each of those whom it names is on it. */
const REASONS = new Set(['why', 'reason', 'reasons'])

/** "Why those people?" after a list that gives the reason of each: it is told again, reasons first. */
const asksWhyThose = (reading: Reading, { result }: PastCall): boolean =>
  WHY_THEM.test(reading.text) &&
  openWords(reading) <= OWN_WORDS &&
  result?.ok === true &&
  (result.table?.columns ?? []).some(({ key }) => REASONS.has(key))

/** A metric or a name that the last tool could not take means that something else is asked. */
const leavesMeaning = (reading: Reading, used: ReadonlySet<Reading['marks'][number]>): boolean =>
  reading.marks.some(
    (mark) =>
      !used.has(mark) &&
      (mark.kind === 'period' ||
        mark.kind === 'entity' ||
        (mark.kind === 'word' && !mark.weak && meaningOf(mark, 'metrics') !== null)),
  )

function rewordLanguage(reading: Reading): 'en' | 'zh' | null {
  const cue = wordsOf(reading.marks, 'cues').find(({ value }) => value === 'in_english' || value === 'in_chinese')
  if (
    cue === undefined ||
    reading.text.length > 30 ||
    reading.marks.some((mark) => mark.kind === 'period' || mark.kind === 'entity')
  )
    return null
  return cue.value === 'in_english' ? 'en' : 'zh'
}

/** What one way of making groups is told and another is not. */
const OF_METHOD = ['k', 'k_range', 'features']

/** What was asked of one answer and not of the next: the place in the list whose reason is told. */
const ASKED_ONCE = ['explain']

/** New words replace what they speak of; conditions on other fields stay. */
function applyEdits({ args, result }: PastCall, edits: Arguments): Arguments {
  // Which categories bring most, asked of a monthly series, is about the whole of it.
  const sumsUp = args['grain'] !== undefined && edits['dimensions'] !== undefined && edits['order'] !== undefined
  const gone = new Set<string>([
    ...ASKED_ONCE,
    ...(SUBJECTS.some((name) => edits[name] !== undefined) ? SUBJECTS : []),
    ...(sumsUp ? ['grain'] : []),
    ...(edits['method'] !== undefined && edits['method'] !== args['method'] && edits['method'] !== 'hierarchical'
      ? OF_METHOD
      : []),
  ])
  const kept = Object.fromEntries(Object.entries(args).filter(([name]) => !gone.has(name)))
  const shown = sumsUp && result?.ok === true ? (result.evidence?.period ?? null) : null
  const merged: Arguments = {
    ...(shown === null ? {} : { period: { from: shown.from, to: shown.to } }),
    ...kept,
    ...edits,
  }
  if (Array.isArray(edits['filters']) && Array.isArray(args['filters'])) {
    const fresh = edits['filters'] as readonly Filter[]
    const earlier = (args['filters'] as readonly Filter[]).filter((old) =>
      fresh.every((one) => one.field !== old.field),
    )
    merged['filters'] = [...earlier, ...fresh]
  }
  return merged
}
