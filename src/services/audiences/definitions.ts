/** How audiences are made, in words. */
export const audienceDefinitions = {
  en: [
    'An audience holds whom the conditions choose, less those without the consent that the channel needs (without a channel: any consent to be written to), as of the as-of date.',
    'The hold-out is drawn at random and left alone, so that the effect can be measured against it later.',
    'Overlap = customers who are also in another audience made in the last 30 days.',
    'Nobody is chosen by gender or age; whoever refused profiling is in no order that a prediction makes.',
  ],
  zh: [
    '受众 = 满足条件的客户，减去没有该渠道所需同意的人（未指定渠道时：任一联系同意），按截至日计。',
    '对照组随机抽取且不触达，之后才能据此衡量效果。',
    '重叠 = 同时在最近 30 天内建立的其他受众中的客户。',
    '不按性别或年龄选人；拒绝画像分析的客户不参与按预测值的排序。',
  ],
} as const
