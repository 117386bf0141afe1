import { fillArguments } from '../arguments/fill-arguments.ts'
import type { Arguments } from '../arguments/request.ts'
import { spokenOfBest } from '../arguments/the-best.ts'
import { allows, type ToolShape } from '../arguments/tool-shape.ts'
import { wordsOf, type Mark } from '../marks/mark.ts'
import { unknownName, unknownWords } from '../marks/unknown-name.ts'
import { bareCustomerTool } from './bare-customer.ts'
import { bareThingTool } from './bare-thing.ts'
import { chooseReply } from './choose-reply.ts'
import { impliedArguments } from './implied-arguments.ts'
import { conditionsLeftOut, isNarrowed } from './left-out.ts'
import { groupBefore, leanOnThread, needsPeopleBefore } from './lean-on-thread.ts'
import { openWords } from './open-words.ts'
import type { Plan, PlannedCall } from './plan.ts'
import type { PlanRequest, Reading } from './reading.ts'

/** Below this likeness to every utterance a question is not one that Kith was shown. */
const FAMILIAR = 0.14

/** How much less likely an intent may be that holds every condition of the question than the first, which leaves some out. */
const HOLDS_ALL = 4

/** Plans one part: the best intent that can be acted on. */
export function planPart(reading: Reading, request: PlanRequest): Plan {
  const about =
    bareCustomerTool(reading.text, reading.marks, request.tools) ??
    bareThingTool(reading.text, reading.marks, request.tools)
  if (about !== null) return planCall(about, reading, request)
  const [top] = reading.ranking
  if (top === undefined || (top.nearest < FAMILIAR && !namesMetric(reading))) return notUnderstood(reading, request)
  const { indexes, tokeniser } = request.planner
  const typed = request.tools.has(top.intent) ? unknownWords(reading.text, reading.marks, indexes, tokeniser) : null
  if (typed !== null) return { kind: 'reply', name: 'unknown_name', word: typed }
  let question: Plan | null = null
  let narrower: { readonly plan: Plan; readonly score: number } | null = null
  let best: number | null = null
  for (const candidate of reading.ranking.slice(0, 4)) {
    best ??= candidate.score
    if (candidate.score < best / 12) break
    if (question !== null && (candidate.intent.startsWith('general:') || candidate.score < best / 6)) continue
    if (narrower !== null && (candidate.intent.startsWith('general:') || candidate.score < narrower.score / HOLDS_ALL))
      continue
    if (candidate.intent.startsWith('general:')) {
      const reply = chooseReply(candidate.intent.slice('general:'.length), reading, request)
      if (reply === null) {
        // What it would ask is said already: the others are held against the best of themselves.
        if (question === null && narrower === null) best = null
        continue
      }
      return reply
    }
    const tool = request.tools.get(candidate.intent)
    if (tool === undefined) return { kind: 'reply', name: 'not_supported' }
    const plan = planCall(tool, reading, request)
    if (plan.kind === 'calls') {
      const checked = refuseUnknownName(plan, tool, reading, request)
      if (checked.kind !== 'calls' || (checked.leftOut ?? 0) === 0) return checked
      narrower ??= { plan: checked, score: candidate.score }
      continue
    }
    if (narrower !== null) continue
    if (plan.kind === 'reply' && plan.name === 'nothing_to_refer_to') return plan
    // The next best intent may need nothing that is missing; else the best one asks for it.
    question ??= plan
  }
  return narrower?.plan ?? question ?? notUnderstood(reading, request)
}

/** A name that the shop does not have is asked about, not left out: everybody is not who bought it. */
function refuseUnknownName(plan: Plan, tool: ToolShape, { text, marks }: Reading, { planner }: PlanRequest): Plan {
  if (!tool.arguments.has('filters')) return plan
  const { indexes, generalNames, tokeniser } = planner
  const word = unknownName(text, marks, indexes, generalNames, tokeniser)
  return word === null ? plan : { kind: 'reply', name: 'unknown_name', word }
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
  // Conditions make a segment that stays up to date: the list that they gave need not be kept beside them.
  if (tool.arguments.has('refresh') && args['filters'] !== undefined && args['segment_id'] === undefined)
    delete args['result_id']
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
  const chain = aboutTheBest(tool, args, reading, request)
  if (chain !== null) return { kind: 'calls', calls: chain, assumed: [...assumed, 'best_by_net_revenue'], notes: [] }
  const missing = tool.required.filter((name) => args[name] === undefined)
  if (missing.length > 0)
    return { kind: 'reply', name: `missing:${missing[0]?.replace(/s$/, '')}`, missing: missing.map(nameOfMissing) }
  const leftOut = conditionsLeftOut(tool, args, reading.marks, used, request.frame.weekStart)
  return {
    kind: 'calls',
    calls: [{ tool: tool.name, args }],
    assumed: [...assumed],
    notes: (isNarrowed(tool) ? leftOut : [])
      .filter(({ kind }) => kind !== 'number')
      .map(({ text }) => ({ name: 'condition_left_out', word: text })),
    // What is written is no other tool's to hold better.
    leftOut: tool.arguments.has('about') ? 0 : leftOut.length,
  }
}

const NAMES_PEOPLE = ['customer_id', 'segment', 'filters', 'within', 'order_id'] as const

/** "Who resembles our best customer?": that one is looked up first, and what is asked is asked of whoever it is. */
function aboutTheBest(
  tool: ToolShape,
  args: Arguments,
  { text }: Reading,
  { tools, boundCustomerId }: PlanRequest,
): readonly PlannedCall[] | null {
  if (boundCustomerId !== null || !tool.arguments.has('customer_id') || spokenOfBest(text) !== 'one') return null
  if (NAMES_PEOPLE.some((name) => args[name] !== undefined)) return null
  const finder = [...tools.values()].find(({ arguments: named }) => named.has('within') && named.has('sort'))
  if (finder === undefined) return null
  return [
    { tool: finder.name, args: { limit: 1, sort: '-net_revenue' } },
    { tool: tool.name, args, ofFirst: true },
  ]
}

/** Words that ask for everybody, or say no more than that customers are meant. */
const EVERYBODY = /\b(?:all|every|everyone|everybody|any|total)\b|所有|全部|一共|总共|全体/
const MANY_WORDS = 4

/** A question for some customers whose condition was not understood: everybody is no answer to it. */
const asksForSomeUnknown = (reading: Reading, args: Arguments): boolean =>
  Object.keys(args).length === 0 && !EVERYBODY.test(reading.text) && openWords(reading) >= MANY_WORDS

const nameOfMissing = (argument: string): string => argument.replace(/_id$/, '').replace(/s$/, '')
