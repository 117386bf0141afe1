import type { Language } from '../../src/lib/answer.ts'
import type { Random } from '../../src/lib/random.ts'

/** A sentence with something in it that no result says; `mark` is the part that may never be shown. */
export interface Lie {
  readonly text: string
  readonly mark: string
}

/** People and goods of the shop that no result of a case names. */
export const STRANGERS: Readonly<Record<Language, readonly string[]>> = {
  en: ['Amelia Whitcombe', 'Hugo Lindqvist', 'Priya Ravindran'],
  zh: ['欧阳静怡', '诸葛明远', '司马文博'],
}
export const GOODS: Readonly<Record<Language, readonly string[]>> = {
  en: ['Aurora Travel Kettle', 'Nimbus Studio Headphones'],
  zh: ['极光旅行电水壶', '云朵降噪耳机'],
}

/** `[...]` is the mark; words in braces are drawn anew each time. */
const TEMPLATES: Readonly<Record<Language, readonly string[]>> = {
  en: [
    'That is [{n}] more than before.',
    'About [{p}%] of them came back.',
    'Roughly [half] of it came from returning buyers.',
    '[A third] of buyers paid by card.',
    'Revenue [doubled].',
    'It [tripled] within weeks.',
    'It peaked on [{d} {month} 2025].',
    'Since [{date}] it has grown.',
    'Between [{a}] and {b} orders were late.',
    'Between {a} and [{b}] parcels were lost.',
    'Customer [C-{id}] leads by far.',
    'Most of it was [SKU-{id}].',
    'Most of it was bought by [{stranger}].',
    'Most of it was the [{good}].',
    '[One in {small}] came back.',
    '[Two dozen] orders are late.',
    '[{tens}-{ones}] customers left.',
    '[¥{n}] is at stake.',
    'They sold [{a}k] units.',
    '[Three quarters] of them are new.',
    'It fell by [{p} percentage points].',
    '[Q{q}] was stronger.',
    'In [{month} 2024] it was less.',
    'Returns came to [{n}].',
    '[{n}] were sold, [twice] as many as planned.',
    'Hundreds left, [{a}] of them for good.',
  ],
  zh: [
    '比之前多了[{n}]元。',
    '约[{p}万]元来自新客。',
    '整个市场有[{a}亿]。',
    '[{cn}成]客户复购。',
    '[一半]来自老客户。',
    '销售[翻了一番]。',
    '比去年增长了[{cn}倍]。',
    '[百分之{cn}十]的人退货。',
    '在[{m}月{d}日]达到顶峰。',
    '[2024年{m}月]更低。',
    '大约[{a}]到{b}单迟到。',
    '大约{a}到[{b}]件破损。',
    '客户 [C-{id}] 遥遥领先。',
    '卖得最好的是 [SKU-{id}]。',
    '[{stranger}]买得最多。',
    '[{good}]卖得最好。',
    '[{cn}分之一]的订单退货。',
    '[几十位]客户流失。',
    '有[{wide}]位客户流失。',
    '近[{cn}成]客户沉睡。',
    '[上千人]离开。',
    '客单价为[¥{n}]。',
    '退货[{n}]件。',
    '共[{cn}万{cn}千]人。',
    '转化率下降[{p}个百分点]。',
  ],
}

const MONTHS = ['January', 'March', 'April', 'August', 'October', 'December']
const TENS = ['Twenty', 'Thirty', 'Forty', 'Fifty', 'Sixty']
const ONES = ['one', 'two', 'four', 'seven', 'nine']
const CHINESE = [...'二三四五六七八九']

export function tellLie(language: Language, random: Random): Lie {
  const between = (low: number, high: number): number => low + Math.floor(random() * (high - low + 1))
  const from = (items: readonly string[]): string => items[between(0, items.length - 1)] ?? ''
  const draw: Readonly<Record<string, () => string>> = {
    n: () => between(1001, 98_999).toLocaleString('en-US'),
    p: () => `${between(11, 98)}.${between(1, 9)}`,
    a: () => String(between(110, 480)),
    b: () => String(between(510, 990)),
    d: () => String(between(2, 27)),
    m: () => String(between(1, 12)),
    q: () => String(between(1, 4)),
    id: () => String(between(90_000, 99_999)),
    small: () => from(['five', 'six', 'eight']),
    month: () => from(MONTHS),
    tens: () => from(TENS),
    ones: () => from(ONES),
    cn: () => from(CHINESE),
    date: () => `2023-0${between(1, 9)}-${between(10, 28)}`,
    wide: () =>
      [...String(between(113, 987))].map((digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)).join(''),
    stranger: () => from(STRANGERS[language]),
    good: () => from(GOODS[language]),
  }
  const filled = from(TEMPLATES[language]).replaceAll(/\{(\w+)\}/g, (_whole, name: string) => draw[name]?.() ?? '')
  const [, mark = ''] = /\[([^\]]+)\]/.exec(filled) ?? []
  return { text: filled.replaceAll(/[[\]]/g, ''), mark }
}
