import type { Language } from '../../lib/answer.ts'
import type { KithErrorCode } from '../../lib/errors.ts'

/** What the agent itself has to say, beside the models' words. No figure stands in any of them. */
const NOTICES = {
  fallback: {
    en: 'The language model could not be reached, so the built-in planner answered.',
    zh: '语言模型暂时无法使用，本次由内置规划器作答。',
  },
  privacy: {
    en: 'The question could not leave this machine because it would have carried personal data; the built-in planner answered.',
    zh: '问题中含有个人信息，未发送给外部模型，本次由内置规划器作答。',
  },
  dropped: {
    en: 'A sentence was left out because its figures could not be traced to a result.',
    zh: '有一句话的数字无法对应到查询结果，已略去。',
  },
  nothingLeft: {
    en: 'I could not give an answer whose figures all trace to a result. Please ask again in other words.',
    zh: '我没能给出每个数字都有出处的回答，请换一种说法再问一次。',
  },
  tooManySteps: {
    en: 'This question took more steps than one turn allows. Please ask for a part of it.',
    zh: '这个问题需要的步骤超过了一轮的上限，请拆成更小的问题。',
  },
  tooLong: {
    en: 'This question took longer than one turn allows. If a model is being trained for the first time, ask again in a minute; otherwise ask for a shorter period or a smaller group.',
    zh: '这个问题用时超过了一轮的上限。若模型正在首次训练，请过一分钟再问；否则请缩短时间范围或缩小人群。',
  },
  busy: {
    en: 'Many questions came in at once, and this one did not get its turn in time. Please ask again.',
    zh: '同时收到的问题太多，这个问题没有及时轮到，请再问一次。',
  },
  unavailable: {
    en: 'I could not work out an answer just now. Please try again.',
    zh: '暂时无法给出回答，请稍后再试。',
  },
} as const satisfies Readonly<Record<string, Readonly<Record<Language, string>>>>

export type NoticeName = keyof typeof NOTICES
export const notice = (name: NoticeName, language: Language): string => NOTICES[name][language]

/** A decline for a tool call that failed, with the reason code that goes with it. */
export function declineFor(
  code: KithErrorCode,
  language: Language,
): { readonly text: string; readonly reasonCode: string } {
  const entry = DECLINES[code] ?? DECLINES.INTERNAL
  return { text: entry[language], reasonCode: entry.reasonCode }
}

const DECLINES = {
  FORBIDDEN: { en: 'Your role does not allow this.', zh: '您的角色没有这项权限。', reasonCode: 'forbidden' },
  NOT_FOUND: {
    en: 'I found nothing under that name or id in this shop.',
    zh: '本店没有找到这个名称或编号。',
    reasonCode: 'not_found',
  },
  INVALID_INPUT: {
    en: 'I could not turn this into a question that the data can answer.',
    zh: '我无法把这个问题转换成数据可以回答的查询。',
    reasonCode: 'not_supported',
  },
  INTERNAL: { en: 'Something went wrong while looking this up.', zh: '查询时出现了问题。', reasonCode: 'unavailable' },
} as const satisfies Partial<Record<KithErrorCode, Readonly<Record<Language | 'reasonCode', string>>>> &
  Partial<Record<KithErrorCode, unknown>> as Readonly<
  Partial<Record<KithErrorCode, Readonly<Record<Language | 'reasonCode', string>>>> & {
    readonly INTERNAL: Readonly<Record<Language | 'reasonCode', string>>
  }
>
