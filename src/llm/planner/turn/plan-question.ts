import type { Filter } from '../../../lib/filters.ts'
import type { PeriodFrame } from '../../../lib/periods.ts'
import { fillArguments } from '../arguments/fill-arguments.ts'
import type { Arguments } from '../arguments/request.ts'
import { allows, type ToolShape } from '../arguments/tool-shape.ts'
import { maskQuestion, type Features } from '../intent/mask-question.ts'
import { intentFitness } from '../intent/intent-fitness.ts'
import type { IntentScore } from '../intent/train-intents.ts'
import { findMarks } from '../marks/find-marks.ts'
import { wordsOf, type Mark } from '../marks/mark.ts'
import { unknownName } from '../marks/unknown-name.ts'
import type { PreparedPlanner } from '../prepare-planner.ts'
import { foldQuestion } from '../text/fold-question.ts'
import { impliedArguments } from './implied-arguments.ts'
import { bareCustomerTool } from './bare-customer.ts'
import { chooseReply } from './choose-reply.ts'
import { groupBefore, leanOnThread, needsPeopleBefore } from './lean-on-thread.ts'
import { openWords, planFollowUp } from './plan-follow-up.ts'
import type { Plan, PlannedCall } from './plan.ts'
import { withoutCorrection } from './without-correction.ts'
import { splitQuestion } from './split-question.ts'
import { lastCustomer, type ThreadState } from './thread-state.ts'

export interface PlanRequest {
  readonly question: string
  readonly thread: ThreadState
  readonly tools: ReadonlyMap<string, ToolShape>
  readonly planner: PreparedPlanner
  readonly frame: PeriodFrame
  readonly boundCustomerId: string | null
}

/** A question or a part of it, read: its marks, its features, what it may ask for. */
export interface Reading {
  readonly text: string
  readonly marks: readonly Mark[]
  readonly features: Features
  readonly ranking: readonly IntentScore[]
}

/** Below this likeness to every utterance a question is not one that Kith was shown. */
const FAMILIAR = 0.14
/** Fragments that may complete one question. */
const MOST_FRAGMENTS = 3
/** A part of a question stands for itself only when it is this much like an utterance of another intent. */
const OWN_PART = { nearest: 0.34, score: 0.45 }

export function readText(text: string, request: PlanRequest): Reading {
  const { planner, frame, tools } = request
  const marks = findMarks(text, frame, planner.indexes).map((mark) => personMark(mark, request))
  const features = maskQuestion(text, marks, planner.tokeniser)
  const fitted = planner.intents
    .rank(features)
    .map((one) => ({ ...one, score: one.score * intentFitness(one.intent, marks, tools) }))
  const total = fitted.reduce((sum, { score }) => sum + score, 0)
  const ranking = fitted
    .map((one) => ({ ...one, score: total === 0 ? 0 : one.score / total }))
    .toSorted((a, b) => b.score - a.score)
  return { text, marks, features, ranking }
}

/** "She" is the customer of the conversation, when there is one. */
function personMark(mark: Mark, { thread, boundCustomerId }: PlanRequest): Mark {
  const known = boundCustomerId ?? lastCustomer(thread)
  if (
    known === null ||
    mark.kind !== 'word' ||
    !mark.meanings.some(({ group, value }) => group === 'cues' && value === 'person')
  )
    return mark
  const { start, end, text } = mark
  return { kind: 'entity', field: 'customer_id', value: known, also: [], guessed: false, start, end, text }
}

/** Decides what a question needs: calls, a question back, or a plain no. Deterministic. */
export function planQuestion(request: PlanRequest): Plan {
  const whole = readText(questionInContext(request), request)
  const followUp = planFollowUp(request, whole)
  if (followUp !== null) return withLaterParts(followUp, whole, request)
  const parts = splitQuestion(whole.text)
  const groups =
    parts.length < 2
      ? [whole]
      : groupParts(
          parts.map((part) => readText(part, request)),
          whole,
          request,
        )
  const apart = groups.map((group) => planPart(group, request))
  // A part that cannot stand alone ("..., and why?") belongs to the question around it.
  const standAlone =
    groups.length === 1 || apart.every((plan) => plan.kind !== 'reply' || !plan.name.startsWith('missing:'))
  const plans = standAlone ? apart : [planPart(whole, request)]
  const calls = plans.flatMap((plan) => (plan.kind === 'calls' ? plan.calls : []))
  if (calls.length === 0) return plans[0] ?? { kind: 'reply', name: 'not_understood' }
  const shared = inheritArguments(calls, request)
  return {
    kind: 'calls',
    calls: shared.filter(
      (call, index) => shared.findIndex((one) => JSON.stringify(one) === JSON.stringify(call)) === index,
    ),
    assumed: [...new Set(plans.flatMap((plan) => (plan.kind === 'calls' ? plan.assumed : [])))],
    notes: [...new Set(plans.flatMap(notesOf))],
  }
}

/** "Only the bad ones, and draft a reply": what is asked for beside the change of the question before. */
function withLaterParts(followUp: Plan, whole: Reading, request: PlanRequest): Plan {
  const [first, ...later] = splitQuestion(whole.text)
  if (followUp.kind !== 'calls' || first === undefined || later.length === 0) return followUp
  const changed = new Set(followUp.calls.map(({ tool }) => tool))
  const own = later.flatMap((part) => {
    const reading = readText(part, request)
    const [top] = reading.ranking
    const stands = top !== undefined && top.nearest >= OWN_PART.nearest && top.score >= OWN_PART.score
    if (!stands || changed.has(top.intent) || !request.tools.has(top.intent)) return []
    const plan = planPart(reading, request)
    return plan.kind === 'calls' ? plan.calls : []
  })
  if (own.length === 0) return followUp
  const alone = planFollowUp(request, readText(first, request)) ?? followUp
  return alone.kind === 'calls' ? { ...alone, calls: [...alone.calls, ...own] } : followUp
}

/** What an answer adds: that a part of the question cannot be answered. */
function notesOf(plan: Plan): readonly string[] {
  if (plan.kind === 'calls') return plan.notes
  return plan.kind === 'reply' && plan.name.startsWith('not_supported') ? [plan.name] : []
}

/** A fragment after a question that was not answered ("by revenue, last quarter", 只看华东的呢) completes that question. */
function questionInContext({ question, thread, planner, frame }: PlanRequest): string {
  const folded = foldQuestion(question)
  const text = thread.earlier.length === 0 ? folded : withoutCorrection(folded)
  const unanswered = openQuestions(thread)
  if (unanswered === '') return text
  const marks = findMarks(text, frame, planner.indexes)
  const covered = marks.reduce((sum, mark) => sum + mark.text.length, 0)
  const isFragment = covered >= text.length * 0.5 || text.length <= 12
  const isQuestion = /^(?:who|what|which|how|show|list|find|give)\b(?! about)|多少|哪些|谁/.test(text)
  return isFragment && !isQuestion ? `${unanswered} ${text}` : text
}

/** The latest questions that were not answered, as one text: each fragment adds to the ones before it. */
function openQuestions({ earlier }: ThreadState): string {
  const answered = earlier.findLastIndex(
    ({ calls, reply }) => calls.length > 0 || (reply?.kind !== 'clarify' && reply?.kind !== 'decline'),
  )
  return earlier
    .slice(Math.max(answered + 1, earlier.length - MOST_FRAGMENTS))
    .map(({ question }) => foldQuestion(question).replace(/[?.!]+$/, ''))
    .join(' ')
}

/** A clause that speaks of the one before it. */
const LEANS_ON =
  /^(?:how|what|why) (?:does|do|did|is|are|was|were|has|have) (?:that|it|this|they|these|those)\b|^(?:和|与|跟|较|比|其)/

/** Consecutive parts that ask for the same thing are read together, with the intent of the whole where in doubt. */
function groupParts(parts: readonly Reading[], whole: Reading, request: PlanRequest): Reading[] {
  const main = whole.ranking[0]?.intent
  const groups: { texts: string[]; intent: string | undefined }[] = []
  for (const part of parts) {
    const [top] = part.ranking
    const tooShort = part.marks.length === 0 && part.text.replaceAll(/[^\p{L}\p{N}]/gu, '').length < 5
    const own =
      !tooShort &&
      !LEANS_ON.test(part.text) &&
      top !== undefined &&
      top.nearest >= OWN_PART.nearest &&
      top.score >= OWN_PART.score
        ? top.intent
        : undefined
    const last = groups.at(-1)
    const sameAsLast = last !== undefined && (own === undefined || last.intent === undefined || own === last.intent)
    if (sameAsLast) {
      last.texts.push(part.text)
      last.intent ??= own
    } else groups.push({ texts: [part.text], intent: own })
  }
  const distinct = new Set(groups.map((group) => group.intent ?? main))
  return distinct.size < 2 ? [whole] : groups.map((group) => readText(group.texts.join(', '), request))
}

/** Plans one part: the best intent that can be acted on. */
function planPart(reading: Reading, request: PlanRequest): Plan {
  const about = bareCustomerTool(reading.text, reading.marks, request.tools)
  if (about !== null) return planCall(about, reading, request)
  const [top] = reading.ranking
  if (top === undefined || (top.nearest < FAMILIAR && !namesMetric(reading))) return notUnderstood(reading, request)
  let question: Plan | null = null
  for (const candidate of reading.ranking.slice(0, 4)) {
    if (candidate.score < top.score / 12 && candidate !== top) break
    if (question !== null && (candidate.intent.startsWith('general:') || candidate.score < top.score / 6)) continue
    if (candidate.intent.startsWith('general:')) {
      const reply = chooseReply(candidate.intent.slice('general:'.length), reading, request)
      if (reply === null) continue
      return listInstead(reply, reading, request) ?? reply
    }
    const tool = request.tools.get(candidate.intent)
    if (tool === undefined) return { kind: 'reply', name: 'not_supported' }
    const plan = planCall(tool, reading, request)
    if (plan.kind === 'calls') return refuseUnknownName(plan, tool, reading, request)
    if (plan.kind === 'reply' && plan.name === 'nothing_to_refer_to') return plan
    // The next best intent may need nothing that is missing; else the best one asks for it.
    question ??= plan
  }
  return question ?? notUnderstood(reading, request)
}

/** A name that the shop does not have is asked about, not left out: everybody is not who bought it. */
function refuseUnknownName(plan: Plan, tool: ToolShape, { text, marks }: Reading, { planner }: PlanRequest): Plan {
  if (!tool.arguments.has('filters')) return plan
  const { indexes, generalNames, tokeniser } = planner
  const word = unknownName(text, marks, indexes, generalNames, tokeniser)
  return word === null ? plan : { kind: 'reply', name: 'unknown_name', word }
}

/** Replies to wishes whose first step, naming the customers, can be done. */
const BEGINS_WITH_A_LIST = new Set(['not_supported:action'])

/** "Build a win-back list of ..." and "write to the dormant ones": the customers are listed, and the rest is said plainly. */
function listInstead(reply: Plan, reading: Reading, request: PlanRequest): Plan | null {
  const tool = request.tools.get('find_customers')
  if (reply.kind !== 'reply' || !BEGINS_WITH_A_LIST.has(reply.name) || tool === undefined) return null
  const plan = planCall(tool, reading, request)
  if (plan.kind !== 'calls') return null
  const filters = plan.calls[0]?.args['filters']
  const chooses = Array.isArray(filters) && filters.some((one: Filter) => one.field !== 'product_id')
  return chooses ? { ...plan, notes: [reply.name] } : null
}

/** A figure that is named is asked for, however unlike the sentence is to any that Kith was shown. */
const namesMetric = (reading: Reading): boolean =>
  wordsOf(reading.marks, 'metrics').some(({ mark }) => mark.kind === 'word' && !mark.weak)

/** Two to four questions that Kith does understand and that come nearest. */
function notUnderstood(reading: Reading, request: PlanRequest): Plan {
  const options = reading.ranking
    .filter(({ intent, nearest }) => request.tools.has(intent) && nearest > 0)
    .slice(0, 3)
    .flatMap(({ intent }) => request.planner.intents.neighbours(reading.features, intent, 1))
    .map(({ utterance }) => utterance.text)
  return { kind: 'reply', name: 'not_understood', options }
}

function planCall(tool: ToolShape, reading: Reading, request: PlanRequest): Plan {
  const assumed = new Set<string>()
  const used = new Set<Mark>()
  const likely: Arguments = { ...impliedArguments(reading, tool.name, request.planner.intents) }
  const group = needsPeopleBefore(tool, reading.marks, request.thread) ? groupBefore(request.thread) : []
  if (group === null) return { kind: 'reply', name: 'nothing_to_refer_to' }
  if (group.length > 0) assumed.add('same_filters')
  const leaning = leanOnThread(tool, reading, request.thread)
  const implied: Arguments = { ...likely, ...(group.length > 0 ? { filters: group } : {}), ...leaning }
  const method = implied['method'] ?? wordsOf(reading.marks, 'methods')[0]?.value
  if (typeof method === 'string' && tool.arguments.has('method') && !allows(tool, 'method', method)) {
    return { kind: 'reply', name: 'not_supported:segment_method' }
  }
  const args = fillArguments({
    text: reading.text,
    marks: reading.marks,
    tool,
    frame: request.frame,
    implied,
    thread: request.thread,
    boundCustomerId: request.boundCustomerId,
    used,
    assumed,
  })
  // A list that is sorted as asked has no people of its own; a ranking by risk or a plan has.
  const listsAnybody = tool.arguments.has('within') && tool.arguments.has('sort')
  if (listsAnybody && asksForSomeUnknown(reading, args)) return { kind: 'reply', name: 'missing:condition' }
  if (tool.arguments.has('within') || tool.arguments.has('metrics')) {
    if (reading.marks.some((mark) => mark.kind === 'number' && mark.value > 1 && !used.has(mark)))
      assumed.add('unused_number')
  }
  // Groups that are ranked or asked for without a figure are ranked by what they bring.
  const unnamed = tool.arguments.has('metrics') && args['metrics'] === undefined
  if (
    unnamed &&
    (args['dimensions'] !== undefined || args['order'] !== undefined) &&
    allows(tool, 'metrics', 'net_revenue')
  ) {
    args['metrics'] = ['net_revenue']
    assumed.add('sorted_by_net_revenue')
  }
  const missing = tool.required.filter((name) => args[name] === undefined)
  if (missing.length > 0)
    return { kind: 'reply', name: `missing:${missing[0]?.replace(/s$/, '')}`, missing: missing.map(nameOfMissing) }
  return { kind: 'calls', calls: [{ tool: tool.name, args }], assumed: [...assumed], notes: [] }
}

/** Words that ask for everybody, or say no more than that customers are meant. */
const EVERYBODY = /\b(?:all|every|everyone|everybody|any|total)\b|所有|全部|一共|总共|全体/
const MANY_WORDS = 4

/** A question for some customers whose condition was not understood: everybody is no answer to it. */
const asksForSomeUnknown = (reading: Reading, args: Arguments): boolean =>
  Object.keys(args).length === 0 && !EVERYBODY.test(reading.text) && openWords(reading) >= MANY_WORDS

const nameOfMissing = (argument: string): string => argument.replace(/_id$/, '').replace(/s$/, '')

/** The one stage that conditions name. */
const stageOf = (filters: unknown): unknown =>
  Array.isArray(filters)
    ? (filters as readonly Filter[]).find(({ field, op }) => field === 'lifecycle' && op === 'eq')?.value
    : undefined

/** What a later part of the question does not say again: the customer, the period, the group. */
const INHERITED = ['customer_id', 'period', 'filters'] as const

function inheritArguments(calls: readonly PlannedCall[], { tools }: PlanRequest): PlannedCall[] {
  const known: Arguments = {}
  return calls.map((call) => {
    const args: Arguments = { ...call.args }
    for (const name of INHERITED) {
      if (args[name] === undefined && known[name] !== undefined && tools.get(call.tool)?.arguments.has(name) === true) {
        args[name] = known[name]
      }
      known[name] ??= args[name]
    }
    // "..., and what is the closest alternative to it?": the product of the question, unless somebody is named.
    if (args['strategy'] !== undefined && args['customer_id'] === undefined) args['product_id'] ??= known['product_id']
    // "... the dormant ones, and three messages": the text is for whom the question chose.
    if (
      args['audience'] === undefined &&
      known['audience'] !== undefined &&
      tools.get(call.tool)?.arguments.has('tone') === true
    ) {
      args['audience'] = known['audience']
    }
    known['audience'] ??= stageOf(call.args['filters'])
    known['product_id'] ??= call.args['product_id']
    if (args['product_id'] === undefined) delete args['product_id']
    return { tool: call.tool, args }
  })
}
