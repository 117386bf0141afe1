import type { Language } from '../../../lib/answer.ts'
import { termLabel } from '../../definitions/read-definitions.ts'
import { say } from '../../say.ts'
import { MEASURES, type CustomerMeasures, type MeasureUnit } from './measures.ts'
import { TAG_RULES, type TagCondition } from './tag-rules.ts'

export interface Tag {
  readonly tag: string
  /** The figures that earned it beside their thresholds, in the reader's language. */
  readonly why: string
}

const holds = (measures: CustomerMeasures, [name, op, threshold]: TagCondition): boolean => {
  const value = measures[name]
  if (value === undefined) return false
  if (op === 'is') return value === threshold
  if (typeof value !== 'number' || typeof threshold !== 'number') return false
  return op === 'at_least' ? value >= threshold : value <= threshold
}

/** Names of the tags that these measures earn. */
export const tagNames = (measures: CustomerMeasures): string[] =>
  TAG_RULES.filter(({ when }) => when.every((condition) => holds(measures, condition))).map(({ tag }) => tag)

/**
 * The tags that these measures earn, each with why.
 *
 * @example applyTags({ weekend_share: 0.75, orders: 8 }, 'en')
 * // => [{ tag: 'weekend_shopper', why: 'share of orders at weekends 75 % (needs at least 60 %); valid orders 8 (needs at least 4)' }]
 */
export function applyTags(measures: CustomerMeasures, language: Language): Tag[] {
  return TAG_RULES.filter(({ when }) => when.every((condition) => holds(measures, condition))).map(({ tag, when }) => ({
    tag,
    why: when.map((condition) => reason(measures, condition, language)).join(language === 'zh' ? '；' : '; '),
  }))
}

function reason(measures: CustomerMeasures, [name, op, threshold]: TagCondition, language: Language): string {
  const { unit, words } = MEASURES[name]
  const value = measures[name] ?? ''
  const what =
    name === 'top_category_share' && measures.topCategory !== undefined
      ? say({ language }, `${words.en} (${measures.topCategory})`, `${words.zh}（${measures.topCategory}）`)
      : words[language]
  if (typeof value === 'string') return `${what}${language === 'zh' ? '：' : ': '}${termLabel(value, language)}`
  const shown = show(value, unit)
  if (op === 'is') return `${what} ${shown}`
  const bound = show(Number(threshold), unit)
  if (language === 'zh') return `${what} ${shown}（标准：${op === 'at_least' ? '不低于' : '不高于'} ${bound}）`
  return `${what} ${shown} (needs at ${op === 'at_least' ? 'least' : 'most'} ${bound})`
}

function show(value: number, unit: MeasureUnit): string {
  const round = (digits: number): string => String(Number(value.toFixed(digits)))
  if (unit === 'ratio') return `${String(Number((value * 100).toFixed(1)))}%`
  return unit === 'times' ? `${round(2)}x` : round(2)
}
