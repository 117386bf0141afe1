import type { Language } from '../../lib/answer.ts'
import type { MetricMethod } from '../../store/queries/metrics/metric-plan.ts'

const CHINESE: Readonly<Record<MetricMethod, string>> = {
  'daily rollups': '每日汇总',
  'orders cancelled after as-of': '截止日之后取消的订单',
  'orders index': '订单索引',
  'returns index': '退货索引',
  'purchases of each customer': '每位客户的购买记录',
  'returns joined to orders': '退货与订单关联',
  'first orders': '首单',
  'orders and sessions': '订单与访问',
  'sessions index': '访问索引',
  'campaign contacts': '活动触达',
}

/** Where the figures of an answer were read from, in one line. */
export const describeMethods = (methods: Iterable<MetricMethod>, language: Language): string =>
  language === 'zh' ? [...methods].map((one) => CHINESE[one]).join('、') : [...methods].join(', ')
