import type { Language } from '../../lib/answer.ts'
import { describeFilters } from '../population/describe-filters.ts'
import { alertKindOf, type AlertRule } from './alert-rule.ts'

const OPERATORS: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: { gt: 'rises above', gte: 'reaches', lt: 'falls below', lte: 'falls to' },
  zh: { gt: '超过', gte: '达到', lt: '低于', lte: '降到' },
}
const PERIODS: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: {
    yesterday: 'of the latest day',
    last_week: 'of the latest complete week',
    last_month: 'of the latest complete month',
  },
  zh: { yesterday: '最近一天的', last_week: '最近一个完整周的', last_month: '最近一个完整月的' },
}
const METRICS_ZH: Readonly<Record<string, string>> = {
  churn_probability: '流失概率',
  probability_alive: '仍活跃的概率',
  expected_value: '预期价值',
  days_since_order: '距上次下单天数',
}
const EVENTS_ZH: Readonly<Record<string, string>> = {
  order: '下单',
  return: '退货',
  checkout: '进入结算',
  add_to_cart: '加购',
  remove_from_cart: '移出购物车',
  product_view: '浏览商品',
  search: '搜索',
  signed_in: '登录',
  favourite: '收藏',
  share: '分享',
  rate: '评分',
  not_interested: '不感兴趣',
}

/** Shares read as percentages: nobody says that a customer passes 0.7. */
const bound = (metric: string, value: number): string =>
  /probability|rate$|redemption/.test(metric) ? `${Math.round(value * 1000) / 10} %` : String(value)

/** A rule in a sentence, as a proposal previews it and a list shows it. */
export function describeRule(rule: AlertRule, language: Language): string {
  const { metric, event, condition, filters, period } = rule
  const whom = filters.length === 0 ? '' : describeFilters(filters)
  const kind = alertKindOf(rule)
  if (language === 'zh') {
    const who = whom === '' ? '任一客户' : `满足 ${whom} 的客户`
    if (kind === 'event') return `${who}${EVENTS_ZH[event ?? ''] ?? event ?? ''}时`
    const what = METRICS_ZH[metric ?? ''] ?? metric ?? ''
    const passes = `${OPERATORS.zh[condition?.op ?? ''] ?? ''} ${bound(metric ?? '', condition?.value ?? 0)}`
    return kind === 'customer_metric'
      ? `${who}的${what}${passes}时`
      : `${PERIODS.zh[period ?? 'yesterday'] ?? ''}${what}${passes}时`
  }
  const who = whom === '' ? 'a customer' : `a customer with ${whom}`
  if (kind === 'event') return `when ${who} does this: ${(event ?? '').replaceAll('_', ' ')}`
  const passes = `${OPERATORS.en[condition?.op ?? ''] ?? ''} ${bound(metric ?? '', condition?.value ?? 0)}`
  const what = (metric ?? '').replaceAll('_', ' ')
  return kind === 'customer_metric'
    ? `when the ${what} of ${who} ${passes}`
    : `when the ${what} ${PERIODS.en[period ?? 'yesterday'] ?? ''} ${passes}`
}
