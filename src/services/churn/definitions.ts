import type { Language } from '../../lib/answer.ts'

/** How churn figures are computed, in words. */
export const churnDefinitions = (horizonDays: number): Readonly<Record<Language, readonly string[]>> => ({
  en: [
    `Churn = no valid order in the ${horizonDays} days after the as-of date. Customers with an order in the last 365 days count.`,
    'Value at stake = probability of leaving x expected net revenue of the next 12 months if the customer stays.',
    'The model learnt at past dates from what was visible then, and was judged at a later date that it never saw.',
    'High tier = from the threshold with the least cost of mistakes on; medium = from where missing somebody costs twice as much.',
  ],
  zh: [
    `流失 = 统计日之后 ${horizonDays} 天内没有有效订单。统计最近 365 天内下过单的客户。`,
    '风险价值 = 流失概率 x 客户留下时未来 12 个月的预期净销售额。',
    '模型在过去的日期用当时可见的数据学习，并在它从未见过的更晚日期上检验。',
    '高风险 = 达到误判成本最低的阈值；中风险 = 达到漏判成本加倍时的阈值。',
  ],
})
