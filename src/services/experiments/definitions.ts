/** How experiments are judged, in words. */
export const experimentDefinitions = {
  en: [
    'Open and click rates are shares of the customers delivered to. With a group held out, conversion, visits, retention and revenue are taken over all who were assigned, delivered or not, since nobody of those held out was delivered to.',
    'conversion = share with a valid order within the window (7 days unless asked) from the customer’s own turn; retention_k = share seen on the site on the k-th local day after it; revenue = net revenue per customer in the window.',
    'Sample ratio: chi-square of the group sizes against the planned shares; without a plan, equal shares, or the nearest multiples of 5 % where a group is ten points from equal. Below p = .01 the groups are not comparable.',
    'Differences carry a 95 % interval; the p value counts for one look at the end. The always-valid interval (normal mixture) holds however often one looks.',
    'Not enough yet: the interval holds zero and also an effect worth having (10 % of the reference unless asked). Several comparisons are adjusted by Holm.',
  ],
  zh: [
    '打开率、点击率以送达人数为分母。有留出组时，转化、到访、留存、收入以全部分配到的客户为分母（无论是否送达），因为留出组没有送达。',
    'conversion（转化）= 自本人触达起窗口内（默认 7 天）有有效订单的占比；retention_k = 第 k 个自然日回访的占比；revenue = 窗口内人均净销售额。',
    '样本比例：各组人数对计划比例做卡方检验；没有计划时取相等；若某组偏离相等十个百分点以上，取最接近的 5% 倍数。p < .01 时各组不可比。',
    '差异附 95% 区间；p 值只对结束时的一次查看有效。始终有效区间（正态混合）无论看几次都成立。',
    '“还不够”：区间既包含零，也包含值得在意的效果（默认为参照组的 10%）。多重比较按 Holm 校正。',
  ],
} as const
