import type { Language } from '../../lib/answer.ts'
import { termWords } from '../definitions/read-definitions.ts'

const NOTES: Readonly<Record<Language, readonly string[]>> = {
  en: [
    'The period asked for is the window of first orders; whether a customer came back is seen up to as-of.',
    'The curve weighs each cohort by its size and takes only periods that were complete at as-of.',
  ],
  zh: [
    '所选时间段是首单的时间窗口；是否再次下单看到分析日为止。',
    '留存曲线按各群人数加权，只取截至分析日已完整的周期。',
  ],
}

export const cohortDefinition = (language: Language): readonly string[] => [
  ...['cohort', 'retention'].map((term) => termWords(term, language)).filter((words) => words !== ''),
  ...NOTES[language],
]
