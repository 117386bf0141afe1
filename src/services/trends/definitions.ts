/** How trends are measured, in words. */
export const trendDefinitions = {
  en: [
    'Demand = valid orders that hold something of a group, so that one large order counts once. Growth = how fast its share in the demand for all groups changes, per year: above zero it grows faster than the shop, below zero slower. Own growth = the same of the orders themselves. Only whole weeks count; what came new within the period has no trend yet.',
    'The season is taken out twice: what moves the whole shop (festivals, weekdays) by looking at shares, and a group’s own wave of the year by fitting it, where the data spans two years.',
    'Intervals are 95 %, from a quasi-Poisson regression over weeks, widened by how far the same customers make several weeks alike; a trend is called clear when its interval does not hold zero.',
    'Shares are of this shop’s own orders. How large the market is, what others sell and which part of it this shop has are in no data of its own; prices of others can be imported as a list.',
  ],
  zh: [
    '需求 = 含该组商品的有效订单数，大单只计一次。增速 = 该组占全部需求份额的年变化率：大于零表示快于全店，小于零表示慢于全店；自身增速 = 订单数本身的年变化率。只计完整的周；期间内新出现的组暂无趋势。',
    '季节影响去除两次：用份额去除全店共同的波动（大促、星期），并在数据满两年时拟合去除该组自身的年度波动。',
    '区间为 95%，来自按周的拟泊松回归，并按同一批客户反复下单使各周相似的程度放宽；区间不含零时才称为明显趋势。',
    '份额是在本店自己订单中的占比。市场有多大、别家卖了多少、本店在市场中占多少，本店数据无从得知；别家的价格可以作为价格表导入。',
  ],
} as const
