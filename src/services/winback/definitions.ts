import type { Language } from '../../lib/answer.ts'

/** What a win-back plan's figures mean, as evidence quotes it. */
export const winbackDefinitions: Readonly<Record<Language, readonly string[]>> = {
  en: [
    'Candidates: buyers silent for longer than their own expected gap (at risk, dormant, churned) with a consent to be written to, where consents are kept.',
    'Reason: what stands out in the history before the silence (late delivery, returns, a bad review since the last order, season, price, a main category that the last three orders no longer held), else the broken rhythm; a lead, not a proof.',
    'Expected gain: extra probability of coming back x (value of 12 months if back - value expected anyway) - message and discount, the discount also for those who would have come anyway.',
    "An offer's lift is an assumption of the shop's settings until a read-out measures it; it halves with every 180 days of silence.",
    'Hold-out: drawn at random, left alone. Incremental orders: difference per customer between those written to and the hold-out, times those written to.',
  ],
  zh: [
    '候选：沉默时间超过自身预期间隔的买家（预流失、沉默、流失），在记录同意的店铺里还须同意接收消息。',
    '原因：沉默前历史中最突出的一点（晚到、退货、上次下单后的差评、季节、价格、最近三单不再含以往的主要品类），否则为购买节奏中断；这是线索，不是证明。',
    '预期收益：额外回来的概率 ×（回来后 12 个月的价值 − 本来就预期的价值）− 消息与折扣成本，本来就会回来的人也享受折扣。',
    '优惠的提升幅度在复盘测得之前是店铺设置中的假设；每沉默 180 天减半。',
    '留出组：随机抽取，不联系。增量订单：联系组与留出组的人均订单之差 × 联系人数。',
  ],
}
