import { readChineseNumber, readEnglishNumber } from '../text/read-number.ts'
import type { Mark } from '../marks/mark.ts'
import { callBefore } from '../turn/thread-state.ts'
import { readChannel } from './fill-groups.ts'
import { readId } from './fill-identity.ts'
import { freeMarks, type FillRequest } from './request.ts'

const isDraft = ({ tool }: FillRequest): boolean => tool.arguments.has('tone') && tool.arguments.has('max_lines')

const TONES: readonly (readonly [RegExp, string])[] = [
  [/\b(?:formal(?:ly)?|polite(?:ly)?|serious|official|business-like)\b|正式|严肃|庄重|书面/, 'formal'],
  [/\b(?:playful|funny|witty|humorous|cheeky|light-hearted|fun)\b|俏皮|幽默|活泼|风趣|轻松/, 'playful'],
  [/\b(?:friendly|warm|kind|personal)\b|亲切|友好|温暖|热情/, 'friendly'],
]

/** "in a formal tone", 语气活泼一点. */
export const readTone = (request: FillRequest): string | null =>
  isDraft(request) ? (TONES.find(([pattern]) => pattern.test(request.text))?.[1] ?? null) : null

const COUNTED =
  /^\s*(?:\w+\s){0,2}(?:drafts?|sms(?:es)?|messages?|versions?|variants?|texts?|e-?mails?|lines? of copy|subject lines?|ideas?|options?|replies)|^(?:种|条|版|个版本|份|套|段|封)/

/** "three messages", 三种话术: how many drafts. */
export function readDraftCount(request: FillRequest): number | null {
  if (!isDraft(request)) return null
  for (const mark of freeMarks(request)) {
    if (mark.kind !== 'number' || mark.unit !== 'count' || !Number.isInteger(mark.value)) continue
    if (mark.value < 1 || !COUNTED.test(request.text.slice(mark.end, mark.end + 40))) continue
    request.used.add(mark)
    return mark.value
  }
  return null
}

const LINES = /\b([a-z]+|\d+)[\s-]lines?\b(?! of copy)|([一二两三四五六七八九十\d]+)(?:行|句话?)/

/** "a two-line reply", 两行: how long at most. */
export function readMaxLines(request: FillRequest): number | null {
  const [, english, chinese] = isDraft(request) ? (LINES.exec(request.text) ?? []) : []
  const written = english ?? chinese
  if (written === undefined) return null
  const value = readEnglishNumber(written) ?? readChineseNumber(written)
  return value === null || value < 1 ? null : value
}

/** What a draft is about: a product or review that is named, or the product or answer of the question before. */
export function readAbout(request: FillRequest): unknown {
  if (!isDraft(request)) return null
  const review = readId(request, 'review_id')
  if (review !== null) return { review_id: review }
  const product = readId(request, 'product_id')
  if (product !== null) return { product_id: product }
  const before = callBefore(request.thread)
  if (before?.result?.ok !== true || !REPLY.test(request.text) || !/review/.test(before.tool)) return null
  return { result_id: before.result.result_id }
}

const REPLY = /\b(?:reply|replies|respond|response)\b|回复|回应/
const PRAISE = /\b(?:good|positive|happy|kind|five[- ]star)\b|好评|夸/

const WINS_BACK =
  /\b(?:win(?:ning)?[ -]?back|(?:bring|get|lure|call)(?:ing)? (?:\w+ ){0,4}back|reactivat\w+|re-?engag\w+)\b|挽回|召回|唤回|赢回|唤醒|请回来|拉回来|找回来/

/** A reply is for a complaint unless praise is named, and who is to come back is won back; other purposes are what the utterances imply. */
export const readDraftGoal = (request: FillRequest): string | null => {
  if (!isDraft(request) || request.marks.some(isReview)) return null
  if (!REPLY.test(request.text)) return WINS_BACK.test(request.text) ? 'win_back' : null
  return PRAISE.test(request.text) ? 'reply_positive' : 'reply_negative'
}

/** A review that is named says by its stars which reply it gets. */
const isReview = (mark: Mark): boolean => mark.kind === 'entity' && mark.field === 'review_id'

const STAGES: ReadonlySet<string> = new Set(['lifecycle', 'value_tier', 'rfm_segment'])

/** Whom a draft is for: a stage or a tier that is named. */
export function readDraftAudience(request: FillRequest): string | null {
  if (!isDraft(request)) return null
  const mark = freeMarks(request).find((one) => one.kind === 'entity' && STAGES.has(one.field))
  if (mark?.kind !== 'entity') return null
  request.used.add(mark)
  return mark.value
}

/** The channel that a draft is written for; an advertisement is one. */
export function readDraftChannel(request: FillRequest): string | null {
  if (!isDraft(request)) return null
  if (/\bpush\b|推送/.test(request.text)) return 'push'
  if (/\b(?:ad|ads|advert\w*)\b|广告/.test(request.text)) return 'ad'
  return readChannel(request)
}
