import type { Language } from '../../../lib/answer.ts'

const HAN = /\p{Script=Han}/gu
const LATIN_WORD = /[a-z]{2,}/gi
/** Words that no name is made of: where only one language has any, the rest are names in it. */
const ENGLISH_FRAME =
  /\b(?:the|of|in|on|for|to|by|from|and|or|only|versus|vs|what|which|who|how|why|when|where|is|are|was|were|do|does|did|show|list|with|between|compare)\b/i
const CHINESE_FRAME = /[的了吗呢吧是在有多少么哪谁怎什几给把被和与跟对比看只请我你他她它们这那为按从到不没]/

/**
 * The language that a question is mostly written in. A Chinese question may name English products and ids; an English one
 * may name a Chinese region: what frames the sentence counts, else Chinese characters against Latin words.
 *
 * @example languageOf('C-20417 搜索“跑鞋”, 按她的偏好应该怎么排序?') // => 'zh'
 * @example languageOf('How did 华东 do last month?') // => 'en'
 */
export function languageOf(text: string): Language {
  if (ENGLISH_FRAME.test(text) && !CHINESE_FRAME.test(text)) return 'en'
  const characters = text.match(HAN)?.length ?? 0
  const words = text.match(LATIN_WORD)?.length ?? 0
  return characters > 0 && characters >= words ? 'zh' : 'en'
}
