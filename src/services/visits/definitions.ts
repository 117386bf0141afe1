const VISITS = {
  en: 'A visit is what one visitor does with gaps of at most 30 minutes; it belongs to the day on which it began. A visitor is an anonymous id, else a customer. Tiles that were only shown are not counted.',
  zh: '一次访问是同一访客间隔不超过 30 分钟的行为，归属于开始当天；访客为匿名标识，否则为客户。仅被曝光的内容不计。',
} as const

/** How funnels are counted, in words. */
export const funnelDefinitions = {
  en: [
    VISITS.en,
    'A visit reaches a step when it did it behind the step before; anything may lie between, unless strict, where the next thing done has to be the next step. The rate is of those who reached the step before; intervals are 95 % (Wilson).',
    'A leak is a step at which one group goes on less often than all others, by more than chance gives with so many comparisons; lost = visits that would have gone on at the rate of the others.',
  ],
  zh: [
    VISITS.zh,
    '到达某一步指在上一步之后做了它，中间可有其他行为；严格模式下必须紧接着发生。转化率以到达上一步者为分母，区间为 95%(Wilson)。',
    '漏点：某组在某一步的转化显著低于其他各组（已按比较次数校正）；流失数 = 若按其他组的转化率本可继续的访问数。',
  ],
} as const

/** How paths are counted, in words. */
export const pathDefinitions = {
  en: [
    VISITS.en,
    'A path is what was done in a visit, in order: the same thing several times in a row counts once, and the path of a visit with an order ends with its first payment. Longer paths are cut at 20 steps.',
    'An exit is the last thing done in a visit. Stuck at = the furthest of view, cart, checkout that a visit without an order reached.',
  ],
  zh: [
    VISITS.zh,
    '路径为一次访问内按顺序的行为：连续重复只计一次；有下单的访问到首次支付为止；超过 20 步的部分截断。',
    '退出步骤 = 访问中的最后一个行为；卡在 = 未下单的访问在浏览、加购、结账中到达的最远一步。',
  ],
} as const
