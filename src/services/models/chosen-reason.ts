import type { ServiceContext } from '../context.ts'
import type { ReportCard } from './report-card.ts'

/** Why the model was kept, in the language of the call. */
export const chosenReason = (
  { language }: Pick<ServiceContext, 'language'>,
  { chosen }: Pick<ReportCard, 'chosen'>,
): string => (language === 'zh' ? (chosen.reason_zh ?? chosen.reason) : chosen.reason)
