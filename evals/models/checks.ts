import type { Check } from './check.ts'
import { cohorts } from './cohorts.ts'
import { importCdnow } from './import-cdnow.ts'
import { importRetail } from './import-retail.ts'
import { rfm } from './rfm.ts'

/** Every check of `npm run validate`, in the order of its table. */
export const checks: readonly Check[] = [importRetail, rfm, cohorts, importCdnow]
