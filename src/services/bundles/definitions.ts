/** How bundles are counted, in words. */
export const bundleDefinitions = {
  en: [
    'A basket is a valid order; a product counts once in it. Support = share of baskets with all of the rule.',
    'Confidence = of the baskets with the first product, the share with the second; its interval is 95 % (Wilson). Lift = confidence / share of the second product in all baskets.',
    'Rules are ordered by how far even the lower end of the confidence stands above the share in baskets of the same category without the first product.',
    'A rule is redundant when a shorter one has at least its confidence.',
  ],
  zh: [
    '一个有效订单为一个购物篮，同一商品只计一次。支持度 = 同时含有规则中全部商品的篮子占比。',
    '置信度 = 买了前者的篮子里也买后者的占比，区间为 95%(Wilson)；提升度 = 置信度 / 后者在所有篮子中的占比。',
    '排序依据：置信度区间的下限高出同品类、但不含前者的篮子的占比多少。',
    '若更短的规则置信度不低于它，则该规则视为多余。',
  ],
} as const
