import { readChineseNumber, readEnglishNumber } from '../text/read-number.ts'
import type { NumberMark } from './mark.ts'

const ARABIC = '(?:\\d{1,3}(?:,\\d{3})+|\\d+)(?:\\.\\d+)?'
const SCALE = '(?:\\s?(?:k|m|thousand|million)\\b|[十百千万亿])?'
/** 一般, 一起, 一直 and their like are words and count nothing. */
const HAN_NUMBER = '(?!一[般样直些下起共定边旦致])[零一二两三四五六七八九十百千万亿]+'
const EN_WORDS =
  'one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|twenty|thirty|fifty|sixty|ninety|hundred'
const MEASURES = '个|名|位|人|单|次|天|笔|件|周|组|类|群|款|种|家|大|国|城|回|年|档|条|批|成|星|封|张|版|段|行|样|篇'

const read = (text: string): number | null => {
  const plain = text.trim()
  return readEnglishNumber(plain) ?? readChineseNumber(plain.replaceAll(',', ''))
}

interface NumberRule {
  readonly pattern: RegExp
  readonly unit: NumberMark['unit']
  readonly scale?: number
  /** What a text of this pattern amounts to, where it is not simply its number. */
  readonly amount?: (text: string) => number | null
}

const HAN_DIGITS = '零一二三四五六七八九'

/** 八折 and 85折 say what is paid; the discount is the rest. */
function discountOf(text: string): number | null {
  const digits = [...text].map((one) => (HAN_DIGITS.includes(one) ? String(HAN_DIGITS.indexOf(one)) : one)).join('')
  const paid = Number(digits.length === 2 ? `${digits[0]}.${digits[1]}` : digits)
  return paid > 0 && paid < 10 ? 1 - paid / 10 : null
}

const RULES: readonly NumberRule[] = [
  { pattern: new RegExp(`[¥$€£]\\s?(?<number>${ARABIC}${SCALE})`, 'g'), unit: 'money' },
  {
    pattern: new RegExp(
      `(?<![\\w-])(?<number>${ARABIC}${SCALE}|${HAN_NUMBER})\\s?(?:元|块钱|块|人民币|英镑|美元|欧元|yuan|rmb|cny|dollars|usd|pounds|gbp|euros?|eur)`,
      'g',
    ),
    unit: 'money',
  },
  { pattern: new RegExp(`(?<![\\w-])(?<number>${ARABIC})\\s?(?:%|per ?cent\\b)`, 'g'), unit: 'ratio', scale: 0.01 },
  { pattern: new RegExp(`百分之(?<number>${ARABIC}|${HAN_NUMBER})`, 'g'), unit: 'ratio', scale: 0.01 },
  {
    pattern: new RegExp('(?<number>[一二两三四五六七八九\\d])成(?![熟交为都绩功都长员])', 'g'),
    unit: 'ratio',
    scale: 0.1,
  },
  {
    pattern: /(?<![\d.])(?<number>\d(?:\.?\d)?|[一二三四五六七八九]{1,2})折(?!扣)/g,
    unit: 'ratio',
    amount: discountOf,
  },
  { pattern: new RegExp(`(?<![\\w.-])(?<number>${ARABIC}${SCALE})(?![\\w%]|\\.\\d|-\\d)`, 'g'), unit: 'count' },
  // 圈成一个受众: "one" of what is made is no number.
  {
    pattern: new RegExp(`(?<number>${HAN_NUMBER})(?=(?:${MEASURES})(?!受众|人群|名单|分群|列表|清单))`, 'g'),
    unit: 'count',
  },
  // 两万预算, 消费三千以上: thousands count without a measure word.
  {
    pattern: /(?<number>[一二两三四五六七八九十]+[百千]?[千万][零一二两三四五六七八九十百千]*)(?![万亿元块])/g,
    unit: 'count',
  },
  {
    pattern: new RegExp(`(?<=前|后|倒数|最高的|最多的|超过|至少|不到|满|预算|花)(?<number>${HAN_NUMBER})`, 'g'),
    unit: 'count',
  },
  // "One line per region" says how to lay it out.
  {
    pattern: new RegExp(`\\b(?<number>${EN_WORDS})\\b(?!-| (?:line|row) (?:per|for each|each)\\b)`, 'g'),
    unit: 'count',
  },
]

/**
 * Numbers of a folded question: amounts of money in major units, shares as 0..1, counts.
 *
 * @example findNumbers('over ¥5,000')[0]?.value // => 5000
 * @example findNumbers('消费超过两万元')[0]?.value // => 20000
 */
export function findNumbers(text: string): NumberMark[] {
  return RULES.flatMap(({ pattern, unit, scale = 1, amount = read }) =>
    [...text.matchAll(pattern)].flatMap((match): NumberMark[] => {
      const value = amount(match.groups?.['number'] ?? '')
      if (value === null) return []
      return [
        {
          kind: 'number',
          unit,
          // Decimal point only: 30 % is 0.3, not 0.30000000000000004.
          value: Number((value * scale).toPrecision(12)),
          start: match.index,
          end: match.index + match[0].length,
          text: match[0],
        },
      ]
    }),
  )
}
