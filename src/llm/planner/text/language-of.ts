import type { Language } from '../../../lib/answer.ts'

const HAN = /\p{Script=Han}/gu
const LATIN_WORD = /[a-z]{2,}/gi

/**
 * The language that a question is mostly written in. A Chinese question may name English products and ids; an English one
 * may name a Chinese region: what counts is Chinese characters against half the Latin words.
 *
 * @example languageOf('C-20417 搜索“跑鞋”, 按她的偏好应该怎么排序?') // => 'zh'
 * @example languageOf('How did 华东 do last month?') // => 'en'
 */
export function languageOf(text: string): Language {
  const characters = text.match(HAN)?.length ?? 0
  const words = text.match(LATIN_WORD)?.length ?? 0
  return characters > 0 && characters >= words ? 'zh' : 'en'
}
