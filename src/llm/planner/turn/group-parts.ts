import { meaningOf, wordsOf, type Mark } from '../marks/mark.ts'
import { bareCustomerTool } from './bare-customer.ts'
import { openWords } from './open-words.ts'
import { readText, type PlanRequest, type Reading } from './reading.ts'
import { splitLoosely, splitQuestion } from './split-question.ts'

/** A part of a question stands for itself only when it is this much like an utterance of another intent. */
const OWN_PART = { nearest: 0.34, score: 0.45 }
/** A piece of a list has few words, so it must be more like what it asks for. */
const OWN_PIECE = { nearest: 0.42, score: 0.5 }
/** How much more like utterances the pieces must be than the whole: two wishes in one sentence are like neither. */
const BETTER_APART = 0.05

/** Whether a part asks for something of its own, whatever stands around it. */
export const standsAlone = ({ ranking: [top] }: Reading, bar: typeof OWN_PART = OWN_PART): boolean =>
  top !== undefined && top.nearest >= bar.nearest && top.score >= bar.score

/** Parts of a question that are planned apart; `listed` when they were named in one breath and share what they name. */
export interface QuestionParts {
  readonly readings: readonly Reading[]
  readonly listed: boolean
}

/** The parts of a question, each read by itself; the whole alone when it asks for one thing. */
export function readParts(whole: Reading, request: PlanRequest): QuestionParts {
  const strong = splitQuestion(whole.text)
  const parts = strong.map((part) => readText(part, request))
  const groups = parts.length < 2 ? [whole] : groupParts(parts, whole, request)
  const apart = groups.map((group) => readList(group, request))
  return { readings: apart.flat(), listed: apart.some((pieces) => pieces.length > 1) }
}

/** A clause that speaks of the one before it. */
const LEANS_ON =
  /^(?:how|what|why) (?:does|do|did|is|are|was|were|has|have) (?:that|it|this|they|these|those)\b|^(?:和|与|跟|较|比|其)/

/** Consecutive parts that ask for the same thing are read together, with the intent of the whole where in doubt. */
function groupParts(parts: readonly Reading[], whole: Reading, request: PlanRequest): Reading[] {
  const main = whole.ranking[0]?.intent
  const groups: { texts: string[]; intent: string | undefined }[] = []
  for (const part of parts) {
    const tooShort = part.marks.length === 0 && part.text.replaceAll(/[^\p{L}\p{N}]/gu, '').length < 5
    const own =
      bareCustomerTool(part.text, part.marks, request.tools)?.name ??
      (!tooShort && !LEANS_ON.test(part.text) && standsAlone(part) ? part.ranking[0]?.intent : undefined)
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

/**
 * "Sales, complaints and late deliveries": a list of wishes, when each of its pieces asks for something else; else the
 * part as it was. Pieces that ask for nothing of their own stay with the one before.
 */
function readList(part: Reading, request: PlanRequest): readonly Reading[] {
  // "By source, value and cost": what all of it is split by is said first.
  if (GOES_ON.test(part.text)) return [part]
  const groups: { text: string; intent: string | null; joined: boolean }[] = []
  for (const { text, joint } of splitLoosely(part.text)) {
    const reading = readText(text, request)
    const intent = asksByItself(reading, request) ? (reading.ranking[0]?.intent ?? null) : null
    const last = groups.at(-1)
    if (last !== undefined && (intent === null || intent === last.intent || last.intent === null)) {
      last.text += joint + text
      last.intent ??= intent
    } else groups.push({ text, intent, joined: CONJUNCTION.test(joint) })
  }
  // A comma alone joins clauses of one wish ("a budget of 5,000, whom shall we win back").
  if (groups.length === 2 && groups[1]?.joined !== true) return [part]
  if (groups.length < 2 || groups.some(({ intent }) => intent === null)) return [part]
  const pieces = groups.map(({ text }) => readText(text, request))
  const likeness = pieces.reduce((sum, piece) => sum + nearestOf(piece), 0) / pieces.length
  return likeness >= nearestOf(part) + BETTER_APART ? pieces : [part]
}

const nearestOf = ({ ranking: [top] }: Reading): number => top?.nearest ?? 0

/** A joint of two wishes; a list of three needs commas only. */
const CONJUNCTION = /[^\s,]/

/** How a piece begins that says more about the one before it. */
const GOES_ON =
  /^(?:split|by|per|for|in|with|without|broken|only|that|which|whose|who|of|from|to)\b|^(?:按|分|只|不含|不算|其中|从)/

const isName = (mark: Mark): boolean => mark.kind === 'entity' || mark.kind === 'period' || mark.kind === 'number'

/** A name, a date or a figure alone asks for nothing; a metric or words of its own do. */
function asksByItself(reading: Reading, { tools }: PlanRequest): boolean {
  const [top] = reading.ranking
  if (GOES_ON.test(reading.text) || top === undefined || !tools.has(top.intent) || !standsAlone(reading, OWN_PIECE))
    return false
  const namesMetric = wordsOf(reading.marks, 'metrics').some(
    ({ mark }) => mark.kind === 'word' && !mark.weak && meaningOf(mark, 'features') === null,
  )
  return (
    namesMetric ||
    openWords(reading) >= 1 ||
    reading.marks.some((mark) => !isName(mark) && meaningOf(mark, 'features') === null)
  )
}
