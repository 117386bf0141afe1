import type { Job } from '../../jobs/job-queue.ts'
import type { ImportProgress, ImportResult } from '../../importing/pipeline.ts'
import type { Language } from '../../lib/answer.ts'

/** What an import tells its caller, for channels that show it. */
export type { FileImportResult, ImportProgress, ImportResult } from '../../importing/pipeline.ts'

/** An import that runs in the background. */
export type ImportJob = Job<ImportProgress, ImportResult>

/** The result of an import as one reader is told it. */
export interface ToldImport extends Omit<ImportResult, 'warnings'> {
  readonly warnings: readonly string[]
}

/** An import is done before anybody is known to read of it, so its warnings are in every language; a reader has one. */
export const tellImport = (result: ImportResult, language: Language): ToldImport => ({
  ...result,
  warnings: result.warnings.map((warning) => warning[language]),
})
