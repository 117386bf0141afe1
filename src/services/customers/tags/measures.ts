import type { Language } from '../../../lib/answer.ts'

/** What tags are decided by. `label` values are enum words; `ratio` is 0..1. */
export type MeasureUnit = 'days' | 'orders' | 'units' | 'ratio' | 'times' | 'events' | 'label' | 'count' | 'stars'

export interface MeasureDefinition {
  readonly unit: MeasureUnit
  readonly words: Readonly<Record<Language, string>>
}

const measure = (unit: MeasureUnit, en: string, zh: string): MeasureDefinition => ({ unit, words: { en, zh } })

export const MEASURES = {
  lifecycle: measure('label', 'lifecycle stage', '生命周期阶段'),
  won_back: measure('count', 'won back after a long silence', '久别后回归'),
  value_tier: measure('label', 'value tier', '价值层级'),
  rfm_segment: measure('label', 'RFM segment', 'RFM 分群'),
  recency_days: measure('days', 'days since the last order', '距上次下单天数'),
  tenure_days: measure('days', 'days since the first order', '距首单天数'),
  gap_ratio: measure('times', 'silence in expected gaps', '沉默时长与预期间隔之比'),
  orders: measure('orders', 'valid orders', '有效订单数'),
  purchase_days: measure('days', 'days with an order', '购买日数'),
  purchase_days_90: measure('days', 'days with an order in the last 90', '近 90 天购买日数'),
  basket_ratio: measure('times', "mean order value against the shop's", '平均订单金额与全店之比'),
  spend_change: measure('times', 'spend of the last 90 days against the 90 before', '近 90 天与此前 90 天消费之比'),
  units: measure('units', 'units bought', '购买件数'),
  units_per_order: measure('units', 'units per order', '每单件数'),
  returned_units: measure('units', 'units sent back', '退货件数'),
  returned_share: measure('ratio', 'share of units sent back', '退货件数占比'),
  weekend_share: measure('ratio', 'share of orders at weekends', '周末下单占比'),
  night_share: measure('ratio', 'share of orders from 22:00 to 06:00', '22 点至 6 点下单占比'),
  morning_share: measure('ratio', 'share of orders from 05:00 to 09:00', '5 点至 9 点下单占比'),
  lunch_share: measure('ratio', 'share of orders from 11:00 to 14:00', '11 点至 14 点下单占比'),
  discount_share: measure('ratio', 'share of orders with a coupon or discount', '用券或折扣的订单占比'),
  festival_share: measure('ratio', 'share of orders in 618 and 11.11', '618 与双十一期间订单占比'),
  mobile_share: measure('ratio', 'share of orders on mobile', '移动端订单占比'),
  desktop_share: measure('ratio', 'share of orders on desktop', '桌面端订单占比'),
  channels: measure('count', 'channels ordered through', '下单渠道数'),
  new_device: measure('count', 'latest order from a device never used before', '最近一单来自从未用过的设备'),
  top_category_share: measure('ratio', 'share of spend in one category', '单一品类消费占比'),
  categories: measure('count', 'categories bought', '购买过的品类数'),
  product_days: measure('days', 'days on which the same product was bought', '同一商品的购买日数'),
  active_days: measure('days', 'days on the site in the last 28', '近 28 天活跃天数'),
  views: measure('events', 'product views in the last 28 days', '近 28 天商品浏览数'),
  searches: measure('events', 'searches in the last 28 days', '近 28 天搜索数'),
  shares: measure('events', 'shares in the last 28 days', '近 28 天分享数'),
  cart_age_days: measure('days', 'days since something was put in the cart and not bought', '加购未买的天数'),
  reviews: measure('count', 'reviews written', '评价数'),
  mean_rating: measure('stars', 'mean rating given', '平均打分'),
  low_ratings: measure('count', 'ratings of 1 or 2 in the last 365 days', '近 365 天 1-2 星评价数'),
  helpful_votes: measure('count', 'helpful votes received', '评价获赞数'),
  open_tickets: measure('count', 'open service tickets', '未结工单数'),
  referrals: measure('count', 'customers referred', '推荐的客户数'),
  household: measure('count', 'others in the household', '同住成员数'),
  reachable: measure('count', 'kinds of marketing consent', '营销许可种类数'),
  birthday_in_days: measure('days', 'days until the birthday', '距生日天数'),
} as const satisfies Record<string, MeasureDefinition>

export type MeasureName = keyof typeof MEASURES

/** One customer's measures; a missing one is not known, and no tag rests on it. */
export type CustomerMeasures = Partial<Record<MeasureName, number | string>> & {
  /** Name of the category in which most was spent. */
  readonly topCategory?: string
}
