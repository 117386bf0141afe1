/** What "due" means, in words. */
export const repurchaseDefinitions = {
  en: [
    "Due = last purchase + the customer's own median gap in days, shrunk to the product's cycle (which counts like two gaps), falls in the window.",
    "A product's cycle = median of all gaps between purchases of it by the same customer, shrunk to its category's (which counts like ten gaps).",
    'For a category: the product of it that the customer keeps buying (three purchase days or more), else any of it.',
    'The interval holds 80 % of earlier purchases, measured against what the gaps before them foretold. Overdue = due date past, interval not yet.',
    'Who withdrew the consent to profiling is left out.',
  ],
  zh: [
    '到期 = 上次购买 + 客户自己的间隔中位数（按两次间隔的权重向商品周期收缩），落在所问的时间内。',
    '商品周期 = 同一客户两次购买该商品之间所有间隔的中位数，按十次间隔的权重向品类周期收缩。',
    '按品类问时：取客户反复购买（至少三个购买日）的那件商品，否则取该品类的任何商品。',
    '区间覆盖以往购买的 80%，以此前间隔的预测为准。逾期 = 到期日已过、区间未过。',
    '撤回画像同意的客户不在其中。',
  ],
} as const
