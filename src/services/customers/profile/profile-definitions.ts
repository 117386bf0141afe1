import type { Language } from '../../../lib/answer.ts'

export const profileDefinitions: Readonly<Record<Language, readonly string[]>> = {
  en: [
    'Every figure counts facts before the as-of date and nothing later. Orders = valid orders; net revenue = gross minus returns at their own date, all history.',
    "Interest: a category, brand, price band or style whose share of the customer's views, carts and orders (each counts alike, half-life 90 days) is at least twice the shop's, with at least 3 events.",
    'Interests and the next action are not computed for a customer who has withdrawn the consent to profiling.',
    'Each tag names the figures that earned it and their thresholds. Gender and age band earn no tag.',
    'A profile is computed from the facts when it is read; profile_at = when the newest facts it rests on were committed, last_received_at = when the newest fact of this customer arrived, profile_delay_ms = the milliseconds between them.',
  ],
  zh: [
    '所有数字只统计统计日之前的事实。订单 = 有效订单；净销售额 = 总销售额减去按退货日计的退货，全部历史。',
    '兴趣：客户的浏览、加购和下单（权重相同，半衰期 90 天）中，某品类、品牌、价格带或风格的占比不低于全店的 2 倍，且至少 3 次。',
    '已撤回画像分析同意的客户不计算兴趣和下一步动作。',
    '每个标签都写明依据的数字和标准。性别和年龄段不参与任何标签。',
    '画像在读取时由事实即时算出；profile_at = 所依据的最新事实写入完成的时刻，last_received_at = 该客户最新一条事实到达的时刻，profile_delay_ms = 两者相差的毫秒数。',
  ],
}

/** Why parts of a profile are empty. */
export const profileReasons: Readonly<
  Record<Language, { readonly predictions: string; readonly sentiment: string; readonly risk: string }>
> = {
  en: {
    predictions: 'no model has been trained for this as-of date',
    sentiment: 'this customer has written no review that could be read',
    risk: 'not scored for risk: no model yet, no order within the year, or not for this role',
  },
  zh: {
    predictions: '该统计日尚未训练模型',
    sentiment: '该客户没有可解读的评论文字',
    risk: '没有风险评分：尚无模型、近一年没有订单，或当前角色不可见',
  },
}
