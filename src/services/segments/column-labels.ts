import type { Language } from '../../lib/answer.ts'

/** Heads of the columns of segment, score and cohort tables. */
const LABELS = {
  segment: { en: 'Segment', zh: '分群' },
  customers: { en: 'Customers', zh: '客户数' },
  share: { en: 'Share', zh: '占比' },
  before: { en: 'Then', zh: '此前' },
  change: { en: 'Change', zh: '变化' },
  net_revenue: { en: 'Net revenue', zh: '净销售额' },
  net_revenue_share: { en: 'Share of net revenue', zh: '净销售额占比' },
  average_order_value: { en: 'Average order value', zh: '客单价' },
  median_recency_days: { en: 'Median days since last order', zh: '距上次下单天数（中位数）' },
  median_orders: { en: 'Median orders', zh: '订单数（中位数）' },
  revenue: { en: 'Revenue', zh: '销售额' },
  revenue_share: { en: 'Share of revenue', zh: '销售额占比' },
  mean_recency_days: { en: 'Mean days since last order', zh: '距上次下单天数（平均）' },
  mean_orders: { en: 'Mean orders', zh: '订单数（平均）' },
  portrait: { en: 'What sets it apart', zh: '特点' },
  customer_id: { en: 'Customer', zh: '客户' },
  reason: { en: 'Reason', zh: '原因' },
  cohort: { en: 'Cohort', zh: '同期群' },
  period: { en: 'Periods after the first', zh: '首单后第几期' },
  from: { en: 'From', zh: '起始日期' },
  ordered: { en: 'Customers who ordered', zh: '下单客户数' },
  base: { en: 'Customers of the cohort', zh: '群内客户数' },
  retention: { en: 'Retention', zh: '留存率' },
  complete: { en: 'Complete', zh: '是否完整' },
} as const satisfies Readonly<Record<string, Readonly<Record<Language, string>>>>

export type ColumnLabel = keyof typeof LABELS

export const columnLabel = (key: ColumnLabel, language: Language): string => LABELS[key][language]
