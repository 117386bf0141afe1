/** How reviews are checked, in words. */
export const reviewCheckDefinitions = {
  en: [
    'Copies: texts that share at least 70 % of their character runs (MinHash LSH, each pair verified by counting), long enough and of words that hardly occur elsewhere; stock phrases such as "fast delivery" are no copies.',
    'Ring: three accounts or more that wrote the same words within a week, or copies about one product on the same days, or that share a device or contact.',
    'Burst: far more reviews of a product in three days than its share of the weeks around lets expect (Poisson, false alarm 1 % over everything looked at).',
    'Mismatch: the words say clearly the opposite of the stars.',
    'Score = 1 minus the product of what each reason leaves (copy .6, own repeats .5, ring .5, shared device .4, burst .3, mismatch .2); from .5 on a review is flagged. A flag is a reason to look, not a proof.',
    'A score from the style of the language needs reviews that are known to be false; none are labelled here, so there is none.',
  ],
  zh: [
    '复制：至少 70% 的连续字符相同（MinHash LSH 找候选，逐对核实），文本足够长，且用词在别处少见；"物流很快"这类常用语不算复制。',
    '团伙：三个以上账号在一周内写同样的话，或在相同日期复制评论同一商品，或共用设备、联系方式。',
    '突增：某商品三天内的评论远多于其前后几周占比所预期（Poisson，全部检查的误报概率 1%）。',
    '星文不符：文字与星级明显相反。',
    '分数 = 1 减各理由剩余量之积（复制 .6、自我重复 .5、团伙 .5、共用设备 .4、突增 .3、星文不符 .2）；不低于 .5 即标记。标记是需要查看的理由，不是证据。',
    '语言风格评分需要已知虚假的评论来训练；这里没有标注数据，因此没有该项评分。',
  ],
} as const
