import type { Job } from '../../jobs/job-queue.ts'
import type { ImportProgress, ImportResult } from '../../importing/pipeline.ts'

/** What an import tells its caller, for channels that show it. */
export type { FileImportResult, ImportProgress, ImportResult } from '../../importing/pipeline.ts'

/** An import that runs in the background. */
export type ImportJob = Job<ImportProgress, ImportResult>
