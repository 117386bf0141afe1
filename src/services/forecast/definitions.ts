/** How sales ahead are foreseen, in words. */
export const forecastDefinitions = {
  en: [
    'Steps of seven days that end with the as-of day; the forecast begins on the day after it. Units are sold units of valid orders; revenue is net revenue.',
    'Each of about ten ways (naive, seasonal, averages, medians, smoothing, Holt, damped trend, Theta, Holt-Winters, Croston) is asked for what followed four earlier points. The first choice (a robust average for lumpy series, damped trend with season for smooth ones) gives way only to one with errors a fifth smaller.',
    "Backtest error (WAPE) = sum of absolute errors / sum of what came, over up to twelve earlier points, beside the same for last year's or the latest value.",
    '80 % intervals come from those errors; coverage = the share of earlier values inside intervals made from the other points.',
    'Known events (618, double 11, holidays, promotions, imported signals) count where they move the sales of the whole shop by more than three standard errors.',
    'Stock-out = the day on which expected sales have used up the latest count less what was sold since.',
  ],
  zh: [
    '每七天为一步，最后一步止于截止日；预测从次日开始。销量为有效订单售出件数，收入为净销售额。',
    '约十种方法（朴素、季节、均值、中位数、指数平滑、Holt、阻尼趋势、Theta、Holt-Winters、Croston）各自回测四个较早时点。首选方法（波动大的序列用稳健平均，平稳序列用带季节的阻尼趋势）只在另一方法误差小五分之一时让位。',
    '回测误差（WAPE）= 绝对误差之和 / 实际之和，最多取十二个较早时点，并与去年同期或最近值的误差并列。',
    '80% 区间来自这些误差；覆盖率 = 较早的实际值落在由其他时点得出的区间内的比例。',
    '已知事件（618、双十一、节假日、促销、导入的外部信号）只有使全店销售变动超过三个标准误时才计入。',
    '断货日 = 预期销量用完库存的那天；库存为最近盘点减去之后的销量。',
  ],
} as const
