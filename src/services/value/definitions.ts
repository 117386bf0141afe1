import type { Language } from '../../lib/answer.ts'
import type { ValueBasis } from './value-parameters.ts'

/** What the figures of value mean, as evidence quotes it. */
export const valueDefinitions = (basis: ValueBasis, months: number): Readonly<Record<Language, readonly string[]>> => ({
  en: [
    `Expected value: expected orders of the next ${months} months x expected order value, discounted by 1 % a month, ` +
      (basis === 'gross_margin'
        ? 'after returns and the cost of goods (gross margin).'
        : 'after returns (net revenue; too few unit costs are known for margin).'),
    'Still a customer (P(alive)) and expected orders: Pareto/NBD on purchase days; order value: Gamma-Gamma on gross order values, scaled by what the customer keeps.',
    "Interval: the middle 80 % of what one such customer brings; of a total, it also holds the hold-out's own miss.",
    'Next order: the median date if another order comes, with an 80 % interval; never given where P(alive) is below 0.2.',
    'Value tier next year: the same rule as today (half of revenue, then to 80 %) on the expected net revenue.',
    'Second order: Kaplan-Meier, customers who have not come back yet counted for as long as they have been watched.',
  ],
  zh: [
    `预期价值：未来 ${months} 个月的预期下单次数 × 预期每单金额，按每月 1% 折现，` +
      (basis === 'gross_margin'
        ? '已扣除退货和商品成本（毛利）。'
        : '已扣除退货（净销售额；已知成本太少，无法按毛利计）。'),
    '仍是客户的概率(P(alive))与预期下单次数：基于下单日的 Pareto/NBD 模型；每单金额：Gamma-Gamma 模型，按客户实际留存比例折算。',
    '区间：这样一位客户所带来金额的中间 80%；合计的区间还包含留出期总额的偏差。',
    '下一单日期：若还会下单，其日期的中位数及 80% 区间；P(alive) 低于 0.2 的客户不给日期。',
    '明年的价值层级：规则与今天相同（先到收入的一半，再到 80%），按预期净销售额计算。',
    '第二单：Kaplan-Meier 估计，尚未回来的客户按已观察的时间计入。',
  ],
})
