import type { Draws } from '../draws/draws.ts'
import type { ReviewSettings } from '../settings.ts'

export type Mood = 'good' | 'bad' | 'mixed'

/** One thing that a review speaks of, and how. */
export interface AspectMention {
  readonly aspect: string
  readonly polarity: 'good' | 'bad'
}

const WORDS = {
  en: {
    when: [
      'in spring',
      'last month',
      'during the sale',
      'at the weekend',
      'before the holidays',
      'two weeks ago',
      'on a Sunday',
      'after payday',
    ],
    who: [
      'my mother',
      'my husband',
      'my wife',
      'a colleague',
      'my sister',
      'my parents',
      'the office',
      'my daughter',
      'my flatmate',
      'my son',
    ],
    relative: ['wife', 'husband', 'mother', 'son', 'daughter', 'flatmate', 'sister', 'brother'],
    time: ['three days', 'a week', 'ten days', 'two weeks', 'a month', 'six weeks', 'three months', 'half a year'],
    often: ['every day', 'twice a week', 'at weekends', 'every morning', 'now and then'],
  },
  zh: {
    when: ['春天', '上个月', '大促', '周末', '放假前', '两周前', '周日', '发工资那天'],
    who: ['妈妈', '老公', '老婆', '同事', '姐姐', '爸妈', '公司', '女儿', '室友', '儿子'],
    relative: ['老婆', '老公', '妈妈', '儿子', '女儿', '室友', '姐姐', '弟弟'],
    time: ['三天', '一周', '十天', '两周', '一个月', '六周', '三个月', '半年'],
    often: ['每天', '一周两次', '周末', '每天早上', '偶尔'],
  },
} as const

/** Fills the gaps of a phrase: {when}, {who}, {relative}, {time}, {often}, {n}, {product}. */
function fill(phrase: string, language: 'en' | 'zh', product: string, draws: Draws): string {
  return phrase.replaceAll(/\{(\w+)\}/g, (_, gap: string) => {
    if (gap === 'n') return String(2 + draws.below(8))
    if (gap === 'product') return product
    const words = WORDS[language]
    if (gap === 'when' || gap === 'who' || gap === 'relative' || gap === 'time' || gap === 'often')
      return draws.pick(words[gap])
    throw new RangeError(`unknown gap {${gap}} in a review phrase`)
  })
}

export interface ComposedReview {
  readonly title: string
  readonly body: string
}

/** Writes a review about the given aspects: an opening, one sentence per aspect, some detail, a closing. */
export function composeText(
  phrases: ReviewSettings,
  mentions: readonly AspectMention[],
  mood: Mood,
  options: { readonly product: string; readonly late: boolean },
  draws: Draws,
): ComposedReview {
  const parts: string[] = []
  if (draws.chance(0.7)) parts.push(draws.pick(phrases.openings))
  for (const { aspect, polarity } of mentions) {
    const choices = phrases.aspects[aspect]?.[polarity]
    if (choices === undefined) throw new RangeError(`no phrases for aspect '${aspect}'`)
    parts.push(draws.pick(choices))
  }
  if (options.late) parts.push(draws.pick(phrases.late))
  if (draws.chance(0.55)) parts.push(draws.pick(phrases.details))
  if (draws.chance(0.65)) parts.push(draws.pick(phrases.closings[mood]))
  return {
    title: draws.pick(phrases.titles[mood]),
    body: parts
      .map((part) => fill(part, phrases.language, options.product, draws))
      .join(phrases.language === 'en' ? ' ' : ''),
  }
}
