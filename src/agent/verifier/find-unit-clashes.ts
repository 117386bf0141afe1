import { isCurrency } from '../../lib/format-figure.ts'
import type { PlacedText } from './placed-text.ts'
import type { Refusal } from './refusal.ts'

/** What may be counted, with the nouns that say so right after a figure. */
const NOUNS: readonly (readonly [unit: string, words: RegExp])[] = [
  [
    'customers',
    /^(?:customers?|buyers?|shoppers?|members?|people|persons?|users?)\b|^(?:位|名|个?(?:客户|顾客|买家|会员|人|用户))/i,
  ],
  ['orders', /^(?:orders?|purchases)\b|^(?:笔|张?订单|单(?![价个一]))/i],
  ['units', /^(?:units?|pieces|items)\b|^件/i],
  ['days', /^days?\b|^(?:个?天|日(?!元))/i],
  ['reviews', /^(?:reviews?|ratings?)\b|^条?评[价论]/i],
  ['rows', /^(?:rows?|lines?|records?)\b|^行/i],
]

/** A word or two that may stand between a figure and its noun. */
const ADJECTIVE =
  /^(?:valid|new|repeat|returning|active|dormant|churned|past|paid|different|distinct|unique|more|fewer|other)\s+/i

/** Figures followed by the noun of another unit: 812 customers called 812 orders, or money counted in pieces. */
export function findUnitClashes({ text, segments }: PlacedText): Refusal[] {
  return segments.flatMap(({ segment, start, end }) => {
    if (segment.kind !== 'figure' || typeof segment.fact.value !== 'number') return []
    const { unit } = segment.fact
    const known = NOUNS.some(([name]) => name === unit) || isCurrency(unit) || unit === 'ratio'
    if (!known) return []
    const after = text
      .slice(end)
      .replace(/^[*_]+/, '')
      .replace(/^\s/, '')
      .replace(ADJECTIVE, '')
    const said = NOUNS.find(([, words]) => words.test(after))
    if (said === undefined || said[0] === unit) return []
    const shown = text.slice(start, end)
    return [{ start, end, text: shown, reason: `'${shown}' counts ${unit}, not ${said[0]}` }]
  })
}
