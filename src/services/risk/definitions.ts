/** How the risk of orders is told, in words. */
export const orderRiskDefinitions = {
  en: [
    'Each signal adds log-odds to a base of one abnormal order in two hundred; score = the probability that they sum to. What is common in this shop counts little.',
    'Signals: burst (others of the customer within half an hour), amount and quantity beyond one in a thousand orders, amount against the own median, rare hours, a new region, another device than usual, several ways of paying in a day, much sent back, coupons in a row, and an isolation forest over all of them.',
    'Tiers: medium from where a look costs less than a miss (risk_cost_review / (risk_cost_review + risk_cost_missed)), high from where holding does (risk_cost_hold).',
    'Reviewed orders teach the weights once there are enough of both kinds. Nothing is blocked automatically. Gender, age and the like are no input.',
    'Drift = population stability index of the scores of the period against those of all orders; from 0.25 on the usual has moved. It needs a hundred orders.',
  ],
  zh: [
    '每个信号在“每两百单一单异常”的基准上增加对数几率，得分为合计对应的概率；本店常见的情形权重低。',
    '信号：半小时内连续下单、金额或件数超过千分之一、高于本人中位数、少见的时段、新地区、非常用设备、一天内多种支付方式、退货多、连续用券，以及综合以上的孤立森林。',
    '分级：中 = 人工看一眼的成本低于漏掉(risk_cost_review /(risk_cost_review + risk_cost_missed))，高 = 暂缓的成本也低于漏掉（risk_cost_hold）。',
    '两类审核结果足够多时，审核会调整权重。不会自动拦截任何订单；性别、年龄等不参与计算。',
    '漂移 = 该时段得分相对全部订单得分的群体稳定性指数，达到 0.25 表示常态已变；至少需要一百个订单。',
  ],
} as const

/** How the risk of accounts is told, in words. */
export const customerRiskDefinitions = {
  en: [
    'Over the last 365 days each signal adds log-odds to a base of one account in fifty: orders at risk, findings of reviews, units sent back beyond 30 %, coupons on more than 60 % of at least five orders, more than two complaints, nearly only bad reviews.',
    'Orders that a review found legitimate speak against nobody. Whoever refused profiling is left out.',
    'What to do per tier is a proposal each time; nothing is limited automatically, and prices are the same for all. Gender, age, place and device are no input.',
  ],
  zh: [
    '统计最近 365 天，在“每五十个账户一个”的基准上增加对数几率：风险订单、审核结论、退货件数超过 30%、至少五单中用券超过 60%、投诉超过两次、几乎全是差评。',
    '审核为正常的订单不计入；拒绝画像分析的客户不在其中。',
    '各级的处理都须单独提案，不会自动限制；价格对所有人相同。性别、年龄、地区与设备不参与计算。',
  ],
} as const
