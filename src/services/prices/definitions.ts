/** How prices are judged, in words. */
export const priceDefinitions = {
  en: [
    'Elasticity = change of units in per cent when the price moves by one per cent: -1.5 means that one per cent more costs one and a half per cent of the units.',
    'Log-linear panel of products and weeks with an effect for each product and for each week of its category, a column for deals, fitted to counts so that weeks without a sale count (Poisson pseudo-likelihood); errors clustered by product, of one product by quarter.',
    'The price is the list price of the week; where no price list was imported, the mean price of sold units before discounts.',
    "A product's own estimate is drawn towards its category's by how surely each is known and how much the products differ.",
    'A single product that alone makes more than half of the uncertainty of a category is left out and named.',
    'Prices that were changed because sales moved make the estimate too small or too large: only a test with a price set by chance is free of that.',
    'By value tier the figures describe who bought; they are never a reason to show different people different prices.',
  ],
  zh: [
    '价格弹性 = 价格变动 1% 时销量变动的百分比：-1.5 表示涨价 1% 销量减少 1.5%。',
    '商品×周的对数线性面板，含商品效应与品类×周效应，并有促销列；用计数拟合（泊松伪似然），没有销售的周也计入；误差按商品聚类，单一商品按季度聚类。',
    '价格取当周标价；没有导入价格表时取售出商品折前均价。',
    '单个商品的估计会向品类估计收缩，程度取决于各自的把握和商品间的差异。',
    '若某一商品独占品类不确定性的一半以上，则剔除并列出名称。',
    '若因销量变化而调价，估计会偏小或偏大；只有随机定价的测试能避免。',
    '按价值层级的数字只描述谁买了什么，绝不作为对不同人展示不同价格的理由。',
  ],
} as const
