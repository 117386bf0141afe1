import type { Language } from '../../lib/answer.ts'
import type { Fact } from '../../lib/tool-result.ts'

type Lines = Readonly<Record<Language, readonly string[]>>

/** How the figures of customer lists and profiles are computed, in words. */
export const CUSTOMER_DEFINITIONS: Lines = {
  en: [
    'Orders = valid orders: not cancelled, not a test, with something sold. Net revenue = gross revenue of valid orders minus returns at their own date, all history up to the as-of date unless a condition names a period.',
    "Lifecycle stage: silence since the last order against the customer's expected gap: at most 1 gap active, 2 at risk, 3 dormant, longer churned.",
    'Value tier: high = the fewest customers that bring 50 % of the net revenue of the last 365 days, medium = up to 80 %, low = the rest.',
  ],
  zh: [
    '订单 = 有效订单：未取消、非测试、确有售出。净销售额 = 有效订单总销售额减去按退货日计的退货，除非条件里写了时段，否则为截至统计日的全部历史。',
    '生命周期：距上次下单的时长与该客户预期间隔相比，不超过 1 倍为活跃，2 倍为预流失，3 倍为沉默，更久为流失。',
    '价值层级：高 = 合计贡献最近 365 天净销售额 50% 的最少客户，中 = 到 80%，低 = 其余。',
  ],
}

export const CHURN_ALTERNATIVE: Readonly<Record<Language, string>> = {
  en: 'Churned here is the lifecycle stage: silent for more than 3 expected gaps. The alternative is a fixed rule: no order for 90 days.',
  zh: '这里的流失指生命周期阶段：沉默超过 3 个预期间隔。另一种口径是固定规则：90 天没有下单。',
}

/** The two readings of "churned" as figures, for the words of an answer. */
export const CHURN_FACTS: readonly Fact[] = [
  { id: 'churn_gaps', label: 'Expected gaps of silence after which a customer has churned', value: 3, unit: 'gaps' },
  { id: 'churn_alternative_days', label: 'Days without an order, as a fixed rule instead', value: 90, unit: 'days' },
]
