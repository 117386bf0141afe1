import type { LexiconId } from '../lexicon.ts'
import { findIds } from '../marks/find-ids.ts'
import { otherShop } from '../marks/other-shop.ts'
import { readParts, standsAlone } from './group-parts.ts'
import { joinCalls } from './join-calls.ts'
import { planFollowUp } from './plan-follow-up.ts'
import { planPart } from './plan-part.ts'
import type { Note, Plan } from './plan.ts'
import { questionInContext } from './question-in-context.ts'
import { readText, type PlanRequest, type Reading } from './reading.ts'
import { splitQuestion } from './split-question.ts'

/** Decides what a question needs: calls, a question back, or a plain no. Deterministic. */
export function planQuestion(asked: PlanRequest): Plan {
  const text = questionInContext(asked)
  const { spelling, shop } = asked.planner
  if (otherShop(text, spelling.known, shop) !== null) return { kind: 'reply', name: 'refuse_other_shop' }
  const request = { ...asked, named: customerIn(text, asked.planner.indexes.ids) }
  const whole = readText(text, request)
  const followUp = planFollowUp(request, whole)
  if (followUp !== null) return withLaterParts(followUp, whole, request)
  const { readings, listed } = readParts(whole, request)
  const apart = readings.map((reading) => planPart(reading, request))
  // A part that cannot stand alone ("..., and why?") belongs to the question around it.
  const allStand =
    apart.length === 1 || apart.every((plan) => plan.kind !== 'reply' || !plan.name.startsWith('missing:'))
  const plans = allStand ? apart : [planPart(whole, request)]
  const texts = allStand ? readings.map(({ text }) => text) : [whole.text]
  if (plans.every((plan) => plan.kind !== 'calls')) return plans[0] ?? { kind: 'reply', name: 'not_understood' }
  return {
    kind: 'calls',
    calls: joinCalls(
      plans.flatMap((plan, part) => (plan.kind === 'calls' ? [{ text: texts[part] ?? '', calls: plan.calls }] : [])),
      { tools: request.tools, listed },
    ),
    assumed: [...new Set(plans.flatMap((plan) => (plan.kind === 'calls' ? plan.assumed : [])))],
    notes: plans.flatMap((plan, part) => notesOf(plan, texts[part] ?? '')),
  }
}

/** The one customer whom a text names by id. */
function customerIn(text: string, shapes: readonly LexiconId[]): string | null {
  const ids = new Set(findIds(text, shapes).flatMap(({ field, value }) => (field === 'customer_id' ? [value] : [])))
  const [id, another] = ids
  return id === undefined || another !== undefined ? null : id
}

/** "Only the bad ones, and draft a reply": what is asked for beside the change of the question before. */
function withLaterParts(followUp: Plan, whole: Reading, request: PlanRequest): Plan {
  const [first, ...later] = splitQuestion(whole.text)
  if (followUp.kind !== 'calls' || first === undefined || later.length === 0) return followUp
  const changed = new Set(followUp.calls.map(({ tool }) => tool))
  const own = later.flatMap((part) => {
    const reading = readText(part, request)
    const intent = reading.ranking[0]?.intent ?? ''
    if (!standsAlone(reading) || changed.has(intent) || !request.tools.has(intent)) return []
    const plan = planPart(reading, request)
    return plan.kind === 'calls' ? plan.calls : []
  })
  if (own.length === 0) return followUp
  const alone = planFollowUp(request, readText(first, request)) ?? followUp
  return alone.kind === 'calls' ? { ...alone, calls: [...alone.calls, ...own] } : followUp
}

/** Courtesies between questions want no answer of their own. */
const UNSAID = new Set(['greeting', 'thanks'])

/** What an answer adds in one line: that a part of the question cannot be answered. */
function notesOf(plan: Plan, part: string): readonly Note[] {
  if (plan.kind === 'calls') return plan.notes
  if (plan.kind !== 'reply' || UNSAID.has(plan.name)) return []
  return [{ name: `part_left_out:${plan.name}`, word: part }]
}
