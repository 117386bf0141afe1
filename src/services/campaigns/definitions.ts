/** How campaigns are judged, in words. */
export const campaignDefinitions = {
  en: [
    'Open rate = opened / delivered; CTR (click rate) = customers who clicked / customers delivered; conversion = customers with a valid order within the attribution window (7 days unless asked) / customers delivered.',
    'Attributed: every order of the window by customers delivered to, also those that would have come anyway. Incremental: customers written to against those held out, all who were assigned, times their number; only against a control group.',
    'ROI = (incremental margin - cost) / cost; the attributed ROI puts the whole margin of the window in its place and is named as such. Margin = net revenue x the margin of the orders with known unit costs.',
    'Retention after = share with a valid order in the 30 days after the window; satisfaction after = share of 4 and 5 stars given from the customer’s turn until then. Fatigue: by messages of other campaigns in the 30 days before.',
    'Intervals are 95 %: Wilson for rates, Welch for money. Sample ratio: chi-square against the nearest round plan.',
  ],
  zh: [
    '打开率 = 打开 / 送达；CTR（点击率）= 点击客户 / 送达客户；转化率 = 归因窗口（默认 7 天）内有有效订单的客户 / 送达客户。',
    '归因：送达客户在窗口内的全部订单，包括本来就会发生的。增量：触达组与留出组（全部分配到的客户）之差乘以触达人数；只有存在对照组时才有。',
    'ROI =（增量毛利 - 成本）/ 成本；归因 ROI 以窗口内全部毛利代替增量毛利，并明确标注。毛利 = 净销售额 × 已知成本订单的毛利率。',
    '活动后留存 = 窗口结束后 30 天内有有效订单的占比；活动后满意度 = 自触达至此期间 4-5 星评价的占比。疲劳：按此前 30 天收到的其他活动消息数划分。',
    '区间均为 95%：比例用 Wilson，金额用 Welch。样本比例：对最接近的整数计划做卡方检验。',
  ],
} as const
