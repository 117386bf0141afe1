import type { Language } from '../../lib/answer.ts'

export interface ChartSummary {
  readonly title: string
  readonly measure: string
  readonly points: number
  readonly highest: string
  readonly highestValue: string
  readonly lowest: string
  readonly lowestValue: string
}

export interface ChartWords {
  readonly summary: (chart: ChartSummary) => string
  readonly trend: (first: string, last: string) => string
  readonly partial: (names: readonly string[]) => string
  readonly title: (measure: string, by: string) => string
}

/** Sentences that stand for a picture where it is not seen. */
export const CHART_WORDS: Readonly<Record<Language, ChartWords>> = {
  en: {
    summary: ({ title, measure, points, highest, highestValue, lowest, lowestValue }) =>
      `${title}: ${measure}, ${points} points. Highest ${highest} with ${highestValue}, lowest ${lowest} with ${lowestValue}.`,
    trend: (first, last) => `From ${first} at the beginning to ${last} at the end.`,
    partial: (names) => `Dashed, since the data do not cover all of it: ${names.join(', ')}.`,
    title: (measure, by) => `${measure} by ${by.toLowerCase()}`,
  },
  zh: {
    summary: ({ title, measure, points, highest, highestValue, lowest, lowestValue }) =>
      `${title}：${measure}，共 ${points} 个点。最高为 ${highest}（${highestValue}），最低为 ${lowest}（${lowestValue}）。`,
    trend: (first, last) => `从开始的 ${first} 到最后的 ${last}。`,
    partial: (names) => `虚线表示数据未覆盖完整周期：${names.join('、')}。`,
    title: (measure, by) => `${measure}（按${by}）`,
  },
}
