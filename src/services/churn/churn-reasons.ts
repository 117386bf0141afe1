import type { Language } from '../../lib/answer.ts'
import type { NamedContributions } from './churn-scorer.ts'

/** What features say together; a customer is told about these, never about a column. */
export const CHURN_THEMES = [
  'silence',
  'rhythm',
  'recent_orders',
  'loyalty',
  'spending',
  'baskets',
  'products',
  'returns',
  'season',
  'visits',
] as const
export type ChurnTheme = (typeof CHURN_THEMES)[number]

const THEME_OF: Readonly<Record<string, ChurnTheme>> = {
  recency_days: 'silence',
  silence_ratio: 'silence',
  ratio: 'silence',
  buying_span: 'silence',
  alive_probability: 'silence',
  quiet_probability: 'silence',
  expected_gap_days: 'rhythm',
  plain_gap_days: 'rhythm',
  gap_spread_days: 'rhythm',
  last_gap_days: 'rhythm',
  purchase_rate: 'rhythm',
  days_30: 'recent_orders',
  days_60: 'recent_orders',
  days_90: 'recent_orders',
  days_180: 'recent_orders',
  days_365: 'recent_orders',
  frequency: 'loyalty',
  purchase_days: 'loyalty',
  tenure_days: 'loyalty',
  gross_minor: 'spending',
  net_minor: 'spending',
  year_net_minor: 'spending',
  average_order_minor: 'spending',
  largest_order_minor: 'spending',
  lines_per_order: 'baskets',
  units_per_order: 'baskets',
  units: 'baskets',
  product_demand: 'products',
  product_repeats: 'products',
  returned_units: 'returns',
  return_share: 'returns',
  season_days: 'season',
  active_days_28: 'visits',
}

export interface ChurnReason {
  /** `long_silence` raises the risk, `fresh_order` lowers it. */
  readonly code: string
  readonly text: string
  /** Added to the log-odds of leaving. */
  readonly contribution: number
}

/** The customer's own figures that reasons quote. */
export interface ReasonFigures {
  readonly recencyDays: number
  readonly expectedGapDays: number
  readonly recentDays: number
  readonly orders: number
  readonly activeDays: number | null
}

type Words = Readonly<Record<Language, (figures: ReasonFigures) => string>>

/** Code and words of a theme, for a customer whose risk it raises and for one whose risk it lowers. */
const WORDS: Readonly<Record<ChurnTheme, { readonly raises: [string, Words]; readonly lowers: [string, Words] }>> = {
  silence: {
    raises: [
      'long_silence',
      {
        en: ({ recencyDays, expectedGapDays }) =>
          `no order for ${recencyDays} days, where ${Math.round(expectedGapDays)} are usual`,
        zh: ({ recencyDays, expectedGapDays }) =>
          `已有 ${recencyDays} 天没有下单，通常间隔 ${Math.round(expectedGapDays)} 天`,
      },
    ],
    lowers: [
      'fresh_order',
      {
        en: ({ recencyDays }) => `the last order is only ${recencyDays} days ago`,
        zh: ({ recencyDays }) => `距上次下单只有 ${recencyDays} 天`,
      },
    ],
  },
  rhythm: {
    raises: ['slow_rhythm', { en: () => 'long or uneven gaps between orders', zh: () => '下单间隔长或不规律' }],
    lowers: ['steady_rhythm', { en: () => 'short, even gaps between orders', zh: () => '下单间隔短且规律' }],
  },
  recent_orders: {
    raises: [
      'few_recent_orders',
      {
        en: ({ recentDays }) => `${recentDays} purchase days in the last 180 days`,
        zh: ({ recentDays }) => `最近 180 天只有 ${recentDays} 个购买日`,
      },
    ],
    lowers: [
      'many_recent_orders',
      {
        en: ({ recentDays }) => `${recentDays} purchase days in the last 180 days`,
        zh: ({ recentDays }) => `最近 180 天有 ${recentDays} 个购买日`,
      },
    ],
  },
  loyalty: {
    raises: [
      'short_history',
      { en: ({ orders }) => `${orders} orders in all so far`, zh: ({ orders }) => `至今共 ${orders} 单` },
    ],
    lowers: [
      'long_history',
      { en: ({ orders }) => `${orders} orders in all so far`, zh: ({ orders }) => `至今共 ${orders} 单` },
    ],
  },
  spending: {
    raises: ['low_spending', { en: () => 'spending like those who leave', zh: () => '消费金额接近流失客户' }],
    lowers: ['high_spending', { en: () => 'spending like those who stay', zh: () => '消费金额接近留存客户' }],
  },
  baskets: {
    raises: [
      'narrow_baskets',
      { en: () => 'baskets like those of customers who leave', zh: () => '购物篮接近流失客户' },
    ],
    lowers: ['wide_baskets', { en: () => 'baskets like those of customers who stay', zh: () => '购物篮接近留存客户' }],
  },
  products: {
    raises: [
      'products_of_one_order',
      {
        en: () => 'the products of the last order bring few customers back',
        zh: () => '最近一次购买的商品很少带来回头客',
      },
    ],
    lowers: [
      'products_that_bring_back',
      {
        en: () => 'the products of the last order bring many customers back',
        zh: () => '最近一次购买的商品常带来回头客',
      },
    ],
  },
  returns: {
    raises: ['goods_returned', { en: () => 'goods sent back', zh: () => '退货情况' }],
    lowers: ['few_returns', { en: () => 'few goods sent back', zh: () => '退货少' }],
  },
  season: {
    raises: ['out_of_season', { en: () => 'did not buy in these weeks a year ago', zh: () => '去年同期没有购买' }],
    lowers: ['in_season', { en: () => 'bought in these weeks a year ago', zh: () => '去年同期有购买' }],
  },
  visits: {
    raises: [
      'few_visits',
      {
        en: ({ activeDays }) => `visits on ${activeDays ?? 0} of the last 28 days`,
        zh: ({ activeDays }) => `最近 28 天只有 ${activeDays ?? 0} 天来访`,
      },
    ],
    lowers: [
      'many_visits',
      {
        en: ({ activeDays }) => `visits on ${activeDays ?? 0} of the last 28 days`,
        zh: ({ activeDays }) => `最近 28 天有 ${activeDays ?? 0} 天来访`,
      },
    ],
  },
}

/** Contributions of features added up by theme, the largest rise of risk first. */
export function themesOf({ values }: NamedContributions): readonly (readonly [ChurnTheme, number])[] {
  const sums = new Map<ChurnTheme, number>()
  for (const [feature, value] of values) {
    const theme = THEME_OF[feature] ?? 'silence'
    sums.set(theme, (sums.get(theme) ?? 0) + value)
  }
  return [...sums].toSorted((a, b) => b[1] - a[1])
}

/** Reasons told with a score, and no more of them than a person reads. */
const MOST_REASONS = 3
/** A theme that moves the odds by less than a tenth is no reason. */
const WORTH_TELLING = 0.1

/** Why a customer is likely to leave: the themes that raise the risk most, in the customer's own figures. */
export const reasonsToLeave = (
  contributions: NamedContributions,
  figures: ReasonFigures,
  language: Language,
): readonly ChurnReason[] =>
  themesOf(contributions)
    .filter(([, contribution]) => contribution >= WORTH_TELLING)
    .slice(0, MOST_REASONS)
    .map((theme) => wordTheme(theme, figures, language))

/** One theme in words. */
export function wordTheme(
  [theme, contribution]: readonly [ChurnTheme, number],
  figures: ReasonFigures,
  language: Language,
): ChurnReason {
  const [code, words] = WORDS[theme][contribution >= 0 ? 'raises' : 'lowers']
  return { code, text: words[language](figures), contribution }
}
