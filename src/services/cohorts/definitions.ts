import type { Language } from '../../lib/answer.ts'

const LINES: Readonly<Record<Language, readonly string[]>> = {
  en: [
    'Cohort: customers by the calendar period of their first valid order; the period asked for is the window of first orders.',
    'Retention in period k: share of the cohort with at least one valid order in the k-th calendar period after the first (k = 0 is 100 %).',
    'The curve weighs each cohort by its size and takes only periods that were complete at as-of.',
  ],
  zh: [
    '同期群:按首次有效订单所在的自然周期划分客户;所选时间段是首单的时间窗口。',
    '第 k 期留存:首单周期之后第 k 个自然周期内再次有至少一笔有效订单的客户占比(k = 0 为 100%)。',
    '留存曲线按各群人数加权,只取截至分析日已完整的周期。',
  ],
}

export const cohortDefinition = (language: Language): readonly string[] => LINES[language]
