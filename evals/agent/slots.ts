/** A way to say something in both languages, and what it must amount to in a tool's arguments. */
export interface Slot {
  readonly en: string
  readonly zh: string
  readonly value: unknown
}

/** The slot that each placeholder of a question took. */
export type Chosen = Readonly<Record<string, Slot>>

const slot = (en: string, zh: string, value: unknown): Slot => ({ en, zh, value })

/** Values that the templates' placeholders take; as-of is the end of 2026-06-30 in Asia/Shanghai. */
export const SLOTS: Readonly<Record<string, readonly Slot[]>> = {
  period: [
    slot('last month', '上个月', { from: '2026-06-01', to: '2026-07-01' }),
    slot('in Q1', '一季度', { from: '2026-01-01', to: '2026-04-01' }),
    slot('in November', '十一月', { from: '2025-11-01', to: '2025-12-01' }),
    slot('over the last 90 days', '近90天', { from: '2026-04-02', to: '2026-07-01' }),
    slot('in 2025', '2025年', { from: '2025-01-01', to: '2026-01-01' }),
    slot('during Double 11', '双十一期间', { from: '2025-11-01', to: '2025-11-12' }),
    slot('last quarter', '上季度', { from: '2026-04-01', to: '2026-07-01' }),
    slot('since March', '3月以来', { from: '2026-03-01', to: '2026-07-01' }),
    slot('in week 23', '第23周', { from: '2026-06-01', to: '2026-06-08' }),
    slot('from April to May 2026', '2026年4月到5月', { from: '2026-04-01', to: '2026-06-01' }),
    slot('this year', '今年', { from: '2026-01-01', to: '2027-01-01' }),
    slot('before June', '6月之前', { from: '2024-01-01', to: '2026-06-01' }),
    slot('during 618', '618期间', { from: '2026-06-01', to: '2026-06-19' }),
    slot('in the first half of 2025', '2025年上半年', { from: '2025-01-01', to: '2025-07-01' }),
    slot('on June 5', '6月5日', { from: '2026-06-05', to: '2026-06-06' }),
    slot('in the past half year', '最近半年', { from: '2026-01-01', to: '2026-07-01' }),
  ],
  metric: [
    slot('net revenue', '净收入', 'net_revenue'),
    slot('GMV', 'GMV', 'gross_revenue'),
    slot('average order value', '客单价', 'aov'),
    slot('order volume', '订单量', 'orders'),
    slot('repeat rate', '复购率', 'repeat_rate'),
    slot('return rate', '退货率', 'return_rate'),
    slot('gross margin', '毛利率', 'gross_margin'),
    slot('revenue per customer', '人均消费', 'arpu'),
    slot('conversion rate', '转化率', 'conversion_rate'),
    slot('bounce rate', '跳出率', 'bounce_rate'),
    slot('sales', '销售额', 'net_revenue'),
  ],
  amount: [
    slot('net revenue', '净收入', 'net_revenue'),
    slot('sales', '销售额', 'net_revenue'),
    slot('gross revenue', '毛收入', 'gross_revenue'),
  ],
  dimension: [
    slot('category', '品类', 'category'),
    slot('region', '地区', 'region'),
    slot('channel', '渠道', 'channel'),
    slot('brand', '品牌', 'brand'),
    slot('city', '城市', 'city'),
    slot('device', '设备', 'device'),
  ],
  plural: [
    slot('categories', '品类', 'category'),
    slot('products', '商品', 'product_id'),
    slot('cities', '城市', 'city'),
    slot('brands', '品牌', 'brand'),
  ],
  count: [slot('five', '五个', 5), slot('10', '10个', 10), slot('3', '三个', 3)],
  grain: [slot('per month', '按月', 'month'), slot('week by week', '按周', 'week'), slot('daily', '每天', 'day')],
  place: [
    slot('East China', '华东', { field: 'region', op: 'eq', value: '华东' }),
    slot('the Southwest', '西南', { field: 'region', op: 'eq', value: '西南' }),
    slot('Chengdu', '成都', { field: 'city', op: 'eq', value: 'Chengdu' }),
    slot('Shanghai', '上海', { field: 'city', op: 'eq', value: 'Shanghai' }),
  ],
  category: [
    slot('skincare', '护肤', { field: 'category', op: 'eq', value: 'skincare' }),
    slot('coffee beans', '咖啡豆', { field: 'category', op: 'eq', value: 'coffee beans' }),
    slot('pet food', '宠物食品', { field: 'category', op: 'eq', value: 'pet food' }),
  ],
  stage: [
    slot('dormant', '沉默', { field: 'lifecycle', op: 'eq', value: 'dormant' }),
    slot('churned', '流失', { field: 'lifecycle', op: 'eq', value: 'churned' }),
    slot('at-risk', '预流失', { field: 'lifecycle', op: 'eq', value: 'at_risk' }),
    slot('high-value', '高价值', { field: 'value_tier', op: 'eq', value: 'high' }),
  ],
  money: [slot('¥5,000', '5000元', 5000), slot('2k yuan', '两千元', 2000), slot('¥20,000', '两万元', 20_000)],
  times: [slot('3', '3', 3), slot('five', '五', 5), slot('10', '十', 10)],
  days: [slot('60', '60', 60), slot('120', '120', 120), slot('90', '90', 90)],
  customer: [
    slot('C-10023', 'C-10023', 'C-10023'),
    slot('C-20417', 'C-20417', 'C-20417'),
    slot('c-30555', 'c-30555', 'C-30555'),
  ],
  order: [slot('O-778120', 'O-778120', 'O-778120'), slot('o-700001', 'o-700001', 'O-700001')],
  year: [
    slot('2025', '2025年', { from: '2025-01-01', to: '2026-01-01' }),
    slot('last year', '去年', { from: '2025-01-01', to: '2026-01-01' }),
  ],
  cohort: [
    slot('January', '1月', { from: '2026-01-01', to: '2026-02-01' }),
    slot('October 2025', '2025年10月', { from: '2025-10-01', to: '2025-11-01' }),
    slot('Q4 2025', '2025年四季度', { from: '2025-10-01', to: '2026-01-01' }),
  ],
  defined: [
    slot('average order value', '客单价', 'aov'),
    slot('repeat rate', '复购率', 'repeat_rate'),
    slot('net revenue', '净收入', 'net_revenue'),
    slot('return rate', '退货率', 'return_rate'),
    slot('ARPU', 'ARPU', 'arpu'),
    slot('conversion rate', '转化率', 'conversion_rate'),
  ],
}
