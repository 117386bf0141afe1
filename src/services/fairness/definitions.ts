/** How fairness is audited, in words. */
export const fairnessDefinitions = {
  en: [
    'Scores of a past cut-off, by a model that had learnt from nothing later, are held against what followed: churn 90 days back (singled out = high tier, came true = no order since), value up to a year back (singled out = the fewest customers expected to bring half of the net revenue, came true = among those who did), risk 90 days back for who has ordered again (singled out = medium tier or above, came true = an order since is at risk or was found to be fraud or abuse).',
    'Selection rate = singled out / group; recall = singled out of those for whom it came true; precision = came true of those singled out; 95 % Wilson intervals. Calibration = mean of what came minus mean of what was foretold.',
    'Gap = widest difference between groups, its interval as wide as comparing every pair calls for; the four-fifths rule counts as kept or broken only where the whole interval of the ratio says so.',
    'Groups with fewer than 50 customers are undecidable; so is the recall of fewer than 15 for whom it came true, and the precision of fewer than 15 singled out. Gender, age and other protected attributes are features of no score; they only describe groups here.',
    'Offers: share of customers whom a campaign with an offer reached in the past year, and share of the buyers of that year who used a coupon; 95 % Wilson intervals, gaps by the same rule.',
    'A gap is no proof of unfairness: groups may differ in what the score is about, or in what they agreed to be sent.',
  ],
  zh: [
    '用只学过某个历史时点之前数据的模型在该时点的评分，与之后的实际结果对照：流失看 90 天前（选中 = 高风险档，应验 = 此后没有订单）；价值看至多一年前（选中 = 预计合计带来一半净销售额的最少客户，应验 = 实际属于这样的客户）；风险看 90 天前、此后又下单的客户（选中 = 中级及以上，应验 = 此后有订单为风险订单或被审核认定为欺诈或滥用）。',
    '选中率 = 选中 / 组内人数；召回率 = 应验者中被选中的占比；精确率 = 被选中者中应验的占比；95% Wilson 区间。校准 = 实际均值减预测均值。',
    '差距 = 组间最大差，区间按两两比较的次数加宽；只有比值的整个区间都表明时，才判为符合或违反五分之四规则。',
    '不足 50 人的组不可判断；应验者不足 15 人时召回率、被选中者不足 15 人时精确率也不可判断。性别、年龄等受保护属性不参与任何评分，这里只用来描述分组。',
    '优惠：过去一年被带优惠的活动触达的客户占比，以及该年买家中用过优惠券的占比；95% Wilson 区间，差距按同一规则判断。',
    '有差距不等于不公平：各组在评分所衡量的行为上、或在同意接收什么上，本来可能不同。',
  ],
} as const
