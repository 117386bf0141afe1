import type { Check } from './check.ts'
import { churnSplits } from './churn-splits.ts'
import { cohorts } from './cohorts.ts'
import { importCdnow } from './import-cdnow.ts'
import { importOlist } from './import-olist.ts'
import { importRetail } from './import-retail.ts'
import { retailQuestions } from './retail-questions.ts'
import { rfm } from './rfm.ts'

/** Every check of `npm run validate`, in the order of its table. */
export const checks: readonly Check[] = [
  importRetail,
  rfm,
  cohorts,
  retailQuestions,
  importCdnow,
  importOlist,
  ...churnSplits,
]
