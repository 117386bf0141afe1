/** How channels and placements are counted, in words. */
export const GROWTH_DEFINITIONS = {
  en: {
    channels: [
      'Won = customers whose first valid order falls in the period, by the source (or usual channel) of the customer.',
      'Value = net revenue in the 90 days from the first order; came back = share with an order on another day within them; both over customers whose 90 days are over.',
      'Cost = cost of the campaigns that bear the name of the source and ran in the period, per customer won. A source is where people came from, not what made them come.',
    ],
    placements: [
      'Rate = clicks / views (impressions); carts = clicks after which the same visitor put the product in the cart within 30 minutes.',
      'Corrected rate = click rate as if always shown at the position that is looked at most: click = looked at (position) x liked (creative), fitted over everything shown in the period.',
    ],
  },
  zh: {
    channels: [
      '获客 = 首个有效订单在期间内的客户，按客户的来源（或常用渠道）划分。',
      '价值 = 首单起 90 天内的净销售额；回购 = 90 天内另有下单日的占比；都只计 90 天已满的客户。',
      '成本 = 与来源同名、期间内进行的活动成本，除以获客数。来源说明人从哪来，不等于因何而来。',
    ],
    placements: [
      '点击率 = 点击 / 曝光；加购 = 点击后同一访客 30 分钟内将该商品加入购物车。',
      '校正点击率 = 假设始终展示在最受注意的位置时的点击率：点击 = 被看到（位置）× 被喜欢（素材），由期间内全部展示拟合。',
    ],
  },
} as const
