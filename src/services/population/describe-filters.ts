import type { Language } from '../../lib/answer.ts'
import type { Filter, FilterField, FilterOperator } from '../../lib/filters.ts'
import { periodWords } from '../period-words.ts'

type Words = Readonly<Record<Language, string>>

const OPERATORS: Readonly<Record<FilterOperator, Words>> = {
  eq: { en: 'is', zh: '为' },
  ne: { en: 'is not', zh: '不为' },
  in: { en: 'is one of', zh: '属于' },
  not_in: { en: 'is none of', zh: '不属于' },
  gt: { en: 'is more than', zh: '大于' },
  gte: { en: 'is at least', zh: '不小于' },
  lt: { en: 'is less than', zh: '小于' },
  lte: { en: 'is at most', zh: '不大于' },
  between: { en: 'is between', zh: '介于' },
  contains: { en: 'contains', zh: '包含' },
  is_empty: { en: 'is empty', zh: '为空' },
}

/** Fields go by their own names in English. */
const FIELDS: Readonly<Record<FilterField, string>> = {
  customer_id: '客户编号',
  segment: '分群',
  lifecycle: '生命周期阶段',
  value_tier: '价值分层',
  rfm_segment: 'RFM 分群',
  region: '地区',
  city: '城市',
  country: '国家',
  gender: '性别',
  age_band: '年龄段',
  member_level: '会员等级',
  source: '来源',
  channel: '渠道',
  device: '设备',
  interest: '兴趣',
  tag: '标签',
  consent: '同意',
  product_id: '商品',
  category: '品类',
  brand: '品牌',
  price_band: '价格带',
  campaign: '活动',
  status: '订单状态',
  rating: '评分',
  sentiment: '情感',
  topic: '主题',
  language: '语言',
  orders: '订单量',
  net_revenue: '净销售额',
  gross_revenue: '总销售额',
  recency_days: '距上次下单天数',
  first_order_at: '首单日期',
  last_order_at: '末单日期',
  days_since_order: '距某次下单天数',
  churn_probability: '流失概率',
  probability_alive: '仍活跃概率',
  expected_value: '预期价值',
  risk_score: '风险分',
  activity: '活跃度',
}

/**
 * The customers that a list of filters chooses, in one line of words for evidence.
 *
 * @example describeFilters([{ field: 'orders', op: 'gte', value: 2, period: 'last_year' }], 'en')
 * // => 'customers whose orders is at least 2 (last_year)'
 */
export function describeFilters(filters: readonly Filter[], language: Language): string {
  if (filters.length === 0) return language === 'zh' ? '全部客户' : 'all customers'
  const conditions = describeConditions(filters, language)
  return language === 'zh' ? `${conditions}的客户` : `customers ${conditions}`
}

/** The conditions alone, for what stands before or behind them: 'whose region is 华东'. */
export function describeConditions(filters: readonly Filter[], language: Language): string {
  const said = filters.map((filter) => describeOne(filter, language))
  return language === 'zh' ? said.join('且') : `whose ${said.join(' and ')}`
}

function describeOne({ field, op, value, period }: Filter, language: Language): string {
  const zh = language === 'zh'
  const [and, comma] = zh ? [' 和 ', '、'] : [' and ', ', ']
  const shown = Array.isArray(value) ? value.join(op === 'between' ? and : comma) : String(value ?? '')
  const when =
    period === undefined ? '' : typeof period === 'string' ? periodWords(period, language) : range(period, zh)
  const name = zh ? FIELDS[field] : field
  const said = `${name}${zh ? '' : ' '}${OPERATORS[op][language]}${op === 'is_empty' ? '' : ` ${shown}`}`
  return when === '' ? said : zh ? `${said}（${when}）` : `${said} (${when})`
}

const range = ({ from, to }: { readonly from: string; readonly to: string }, zh: boolean): string =>
  zh ? `${from} 至 ${to} 之前` : `${from} to before ${to}`
