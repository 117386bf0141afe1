/** How lists are made, in words. */
export const recommendDefinitions = {
  en: [
    'Taste: a blend of a linear item model (EASE, late purchases count more) and of what is bought next (Markov), fitted by refresh on valid orders; scores are made from the facts of this moment.',
    'Purchases count 1, a product put in the cart 0.7, a favourite 0.6, a view 0.2, for looks of the last 30 days.',
    'Left out: what is out of stock or withdrawn, what the shop never recommends, what the customer has or does not want (a habit that is due may come back).',
    'A list for somebody with a history of their own keeps its last place for something new.',
    'The alternative is the same for everybody: most buyers in the last 90 days. Who withdrew the consent to profiling gets only that.',
  ],
  zh: [
    '口味：线性商品模型（EASE，近期购买权重更高）与后续购买（马尔可夫）的组合，由刷新根据有效订单训练；得分按此刻的事实计算。',
    '购买计 1，加购 0.7，收藏 0.6，浏览 0.2；浏览类行为只看最近 30 天。',
    '不展示：缺货或下架、店铺设定不推荐、客户已有或表示不感兴趣的商品（到期的习惯性购买可以再次出现）。',
    '有历史的客户，列表最后一位留给新品。',
    '非个性化备选对所有人相同：近 90 天买家最多的商品。撤回画像同意的客户只看到它。',
  ],
} as const
