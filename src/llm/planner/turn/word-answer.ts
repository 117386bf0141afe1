import type { Language, ModelAnswer } from '../../../lib/answer.ts'
import { resolvePeriod, type PeriodFrame } from '../../../lib/periods.ts'
import type { PeriodInput } from '../../../lib/filters.ts'
import type { ToolFailure } from '../../../lib/tool-result.ts'
import type { PreparedPlanner } from '../prepare-planner.ts'
import { parseCondition } from '../wording/condition.ts'
import { renderWording } from '../wording/render-wording.ts'
import type { Reply } from '../wording/replies.ts'
import type { Note, Plan } from './plan.ts'
import type { PastCall } from './thread-state.ts'

export interface WordRequest {
  readonly question: string
  readonly language: Language
  readonly planner: PreparedPlanner
  readonly frame: PeriodFrame
  readonly boundCustomerId: string | null
}

/** A plan that needs no tool, as the answer that the agent expects. */
export function wordReply(
  plan: Extract<Plan, { kind: 'reply' }>,
  { planner, language, question: asked }: WordRequest,
): ModelAnswer {
  const reply = findReply(planner, language, plan.name)
  const spoken = asked.trim().replace(/[\s?？.。!！]+$/, '')
  const offered = (plan.options ?? []).map((question) => ({ label: question, question }))
  return {
    kind: reply.kind === 'clarify' || offered.length >= 2 ? 'clarify' : reply.kind,
    text: reply.text.replaceAll('{word}', plan.word ?? ''),
    missing: plan.missing ?? reply.missing ?? [],
    // What is missing is filled into the question that was asked.
    options:
      reply.options?.map(({ label, question }) => ({
        label,
        question: question.replace('{question}', () => spoken),
      })) ?? (offered.length >= 2 ? offered : []),
    reason_code: reply.reason_code ?? null,
    assumptions: [],
    follow_ups: reply.follow_ups ?? [],
  }
}

/** The reply of that name, or of the name before its topic. */
function findReply(planner: PreparedPlanner, language: Language, name: string): Reply {
  const replies = planner.replies[language]
  const found = replies[name] ?? replies[name.split(':')[0] ?? name] ?? replies['not_understood']
  return found ?? { kind: 'decline', text: 'Kith cannot answer that.', reason_code: 'not_understood' }
}

/** Results in words: each call's wording, then what was assumed and what could not be answered. */
export function wordResults(
  calls: readonly PastCall[],
  extra: { readonly assumed: readonly string[]; readonly notes: readonly Note[] },
  request: WordRequest,
): ModelAnswer {
  const { planner, language } = request
  const done = calls.filter((call) => call.result?.ok === true)
  const failed = calls.flatMap((call) => (call.result?.ok === false ? [{ call, failure: call.result }] : []))
  if (done.length === 0 && failed[0] !== undefined) return wordFailure(failed[0].call, failed[0].failure, request)
  const texts = done.map((call) => wordCall(call, request))
  const notes = [
    ...extra.notes.map(({ name, word = '' }) => findReply(planner, language, name).text.replaceAll('{word}', word)),
    ...failed.map(({ call, failure }) => wordFailure(call, failure, request).text),
  ]
  const last = done.at(-1)
  return {
    kind: 'answer',
    text: [...texts, ...notes].filter((text) => text !== '').join('\n\n'),
    assumptions: extra.assumed.map((name) => findReply(planner, language, `assumed:${name}`).text),
    follow_ups: last === undefined ? [] : followUps(last, request),
    reason_code: null,
  }
}

const GUARDED = /^\[([^\]]+)\]\s+(.+)$/

/** What to ask next: up to three, each only where its condition holds (nobody is offered the comparison just made). */
function followUps(call: PastCall, { planner, language }: WordRequest): string[] {
  const { result, args } = call
  if (result?.ok !== true) return []
  const offered = planner.replies[language][`after:${call.tool}`]?.follow_ups ?? []
  return offered
    .flatMap((line): string[] => {
      const [, condition, question] = GUARDED.exec(line) ?? []
      if (condition === undefined || question === undefined) return [line]
      return parseCondition(condition)({ result, args }) ? [question] : []
    })
    .slice(0, 3)
}

function wordCall(call: PastCall, { planner, language, question }: WordRequest): string {
  const result = call.result
  if (result?.ok !== true) return ''
  const wording = planner.wordings.get(`${language}/${call.tool}`)
  const text = wording === undefined ? '' : renderWording(wording, { result, args: call.args }, question)
  if (text !== '') return text
  // A tool without a wording still answers with its first figures.
  const figures = result.facts
    .filter((fact) => fact.value !== null && fact.unit !== 'text')
    .slice(0, 4)
    .map((fact) => `- ${fact.id.replaceAll('_', ' ')}: {{${result.result_id}.${fact.id}}}`)
  return [findReply(planner, language, 'plain_figures').text, ...figures].join('\n')
}

/** A call that did not work, in the words of the replies. */
function wordFailure(call: PastCall, failure: ToolFailure, request: WordRequest): ModelAnswer {
  const name = failureName(call, failure, request)
  const { citedAs } = call
  if (name !== 'outside_data' || citedAs === null) return wordReply({ kind: 'reply', name }, request)
  const answer = wordReply({ kind: 'reply', name: 'outside_data:days' }, request)
  return { ...answer, text: answer.text.replaceAll(/\{\{(\w+)\}\}/g, `{{${citedAs}.$1}}`) }
}

function failureName(call: PastCall, { error }: ToolFailure, request: WordRequest): string {
  if (error.code === 'NOT_FOUND') return request.boundCustomerId === null ? `not_found:${call.tool}` : 'not_available'
  if (error.code === 'FORBIDDEN') {
    if (request.boundCustomerId !== null) return 'not_available'
    if (error.details?.['reason_code'] === 'protected') return 'refuse_protected'
    if (error.details?.['reason_code'] === 'terms') return 'refuse_terms'
    // A role that sees one customer at a time, in a conversation that is tied to none.
    return error.details?.['reason_code'] === 'not_available' ? 'unbound' : 'forbidden'
  }
  if (error.details?.['reason_code'] === 'outside_data') return 'outside_data'
  if (error.details?.['reason_code'] === 'missing') return `missing:${call.tool}:${error.field ?? ''}`
  const reason = `failed:${String(error.details?.['reason_code'])}`
  if (request.planner.replies.en[reason] !== undefined) return reason
  if (error.code === 'INVALID_INPUT') return isOutsideData(call, request.frame) ? 'outside_data' : 'invalid_input'
  return 'unavailable'
}

function isOutsideData(call: PastCall, frame: PeriodFrame): boolean {
  const period = call.args['period'] as PeriodInput | undefined
  if (period === undefined) return false
  try {
    const { fromDay, toDay } = resolvePeriod(period, frame)
    return toDay <= frame.firstDay || fromDay > frame.asOfDay
  } catch {
    return false
  }
}
