/** How recommenders are judged, in words. */
export const evaluationDefinitions = {
  en: {
    offline: [
      'Each method learns from part of every history and lists k products for the rest; products that the customer has are left out.',
      'by_time holds out the last quarter of each history, random a random quarter, leave_one_out the last purchase.',
      'nDCG has gains of one; recall = hits / products held out; precision = hits / k; MAP divides by the products held out.',
      'Coverage = share of products that anybody is shown; novelty = bits of surprise; diversity = 1 - likeness within a list; Gini of exposure: nought alike, near one a few get everything.',
    ],
    online: [
      'Every list that is shown is kept. A strategy converts when the customer buys a listed product within seven days of the list.',
      'Conversion = customers who did / customers shown a list by that strategy, with a Wilson interval of 95 %.',
      'Customers were not drawn to strategies at random, so a difference may come from who asked for which.',
    ],
  },
  zh: {
    offline: [
      '每种方法用每位客户历史的一部分学习，再为其余部分列出 k 个商品；客户已有的商品不列入。',
      'by_time 留出每段历史最后四分之一，random 随机留出四分之一，leave_one_out 留出最后一次购买。',
      'nDCG 的增益为 1；召回率 = 命中 / 留出的商品；精确率 = 命中 / k；MAP 除以留出的商品数。',
      '覆盖率 = 被展示过的商品占比；新颖度 = 惊喜的比特数；多样性 = 1 - 列表内相似度；曝光基尼系数：0 为均等，接近 1 为少数商品独占。',
    ],
    online: [
      '每个展示过的列表都会保留。客户在列表展示后七天内购买其中商品，即算该策略转化。',
      '转化率 = 转化客户 / 该策略展示过的客户，附 95 % 威尔逊区间。',
      '客户不是随机分到各策略的，差异可能来自谁使用了哪种策略。',
    ],
  },
} as const
