/** How the risk of orders is told, in words. */
export const orderRiskDefinitions = {
  en: [
    'Each signal adds log-odds to a base of one abnormal order in two hundred; score = the probability that they sum to. What is common in this shop counts little.',
    'Signals: burst (others of the customer within half an hour), amount and quantity beyond one in a thousand orders, amount against the own median, rare hours, a new region, another device than usual, several ways of paying in a day, much sent back, coupons in a row, and an isolation forest over all of them.',
    'Tiers: medium from where a look costs less than a miss (risk_cost_review / (risk_cost_review + risk_cost_missed)), high from where holding does (risk_cost_hold).',
    'Reviewed orders teach the weights once there are enough of both kinds. Nothing is blocked automatically. Gender, age and the like are no input.',
  ],
  zh: [
    '每个信号在“每两百单一单异常”的基准上增加对数几率,得分为合计对应的概率;本店常见的情形权重低。',
    '信号:半小时内连续下单、金额或件数超过千分之一、高于本人中位数、少见的时段、新地区、非常用设备、一天内多种支付方式、退货多、连续用券,以及综合以上的孤立森林。',
    '分级:中 = 人工看一眼的成本低于漏掉(risk_cost_review /(risk_cost_review + risk_cost_missed)),高 = 暂缓的成本也低于漏掉(risk_cost_hold)。',
    '两类审核结果足够多时,审核会调整权重。不会自动拦截任何订单;性别、年龄等不参与计算。',
  ],
} as const
