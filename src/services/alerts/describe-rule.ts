import type { Language } from '../../lib/answer.ts'
import { alertKindOf, type AlertRule } from './alert-rule.ts'
import { describeWhom } from './describe-whom.ts'

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
  risk_score: '风险分',
  days_since_order: '距上次下单天数',
  net_revenue: '净销售额',
  gross_revenue: '销售额',
  returns: '退货额',
  orders: '订单量',
  customers: '下单客户数',
  new_customers: '新客数',
  units: '销量',
  aov: '客单价',
  arpu: '人均收入',
  gross_margin: '毛利',
  repeat_rate: '复购率',
  active_customers: '活跃客户数',
  coupon_redemption: '用券率',
  open_rate: '打开率',
  click_rate: '点击率',
  return_rate: '退货率',
  sessions: '访问次数',
  visitors: '访客数',
  conversion_rate: '转化率',
  bounce_rate: '跳出率',
  dwell_seconds: '停留秒数',
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
  /probability|risk_score|rate$|redemption/.test(metric)
    ? `${Math.round(value * 1000) / 10} %`
    : value.toLocaleString('en-US', { maximumFractionDigits: 4 })

/** "orders fall below", "the return rate falls below". */
const agreeing = (metric: string, verb: string): string =>
  metric.endsWith('s')
    ? verb.replace(/^(rise|reache?|fall)s\b/, (found) => (found === 'reaches' ? 'reach' : found.slice(0, -1)))
    : verb

/** A rule in a sentence, as a proposal previews it and a list shows it. */
export function describeRule(rule: Omit<AlertRule, 'name'>, language: Language): string {
  const { metric, event, condition, filters, period } = rule
  const whom = describeWhom(filters, language)
  const kind = alertKindOf(rule)
  const limit = bound(metric ?? '', condition?.value ?? 0)
  if (language === 'zh') {
    if (kind === 'event') return `${whom}${EVENTS_ZH[event ?? ''] ?? event ?? ''}时`
    const what = METRICS_ZH[metric ?? ''] ?? metric ?? ''
    const passes = `${OPERATORS.zh[condition?.op ?? ''] ?? ''} ${limit}`
    return kind === 'customer_metric'
      ? `${whom}的${what}${passes} 时`
      : `${PERIODS.zh[period ?? 'yesterday'] ?? ''}${what}${passes} 时`
  }
  if (kind === 'event') return `on this event of ${whom}: ${(event ?? '').replaceAll('_', ' ')}`
  const what = (metric ?? '').replaceAll('_', ' ')
  const passes = `${agreeing(kind === 'shop_metric' ? what : '', OPERATORS.en[condition?.op ?? ''] ?? '')} ${limit}`
  return kind === 'customer_metric'
    ? `when the ${what} of ${whom} ${passes}`
    : `when the ${what} ${PERIODS.en[period ?? 'yesterday'] ?? ''} ${passes}`
}
