import type { Language } from '../../lib/answer.ts'

export const briefDefinitions: Readonly<Record<Language, readonly string[]>> = {
  en: [
    'A figure is told when it lies outside its usual range (the median and two robust deviations of the twelve periods of equal length before) and has moved by at least 5 % of the median.',
    'Satisfaction is told when the 95 % interval of its change leaves out zero; stock when a product runs out before an order made today arrives; plans by orders against those left alone.',
    'Where nothing of this holds, the brief says that nothing matters, and a scheduled one stays away.',
  ],
  zh: [
    '某项指标超出其惯常范围（此前十二个等长周期的中位数上下两个稳健标准差），且偏离中位数至少 5% 时，才会被提及。',
    '满意度变化的 95% 区间不含零时提及；商品在今天下单补货到达之前就会售罄时提及；计划的效果以与对照组相比的订单计。',
    '以上都不成立时，简报会说明没有需要关注的事；定时的简报则不发送。',
  ],
}
