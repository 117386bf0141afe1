/** What an import tells its caller, for channels that show it. */
export type { FileImportResult, ImportProgress, ImportResult } from '../../importing/pipeline.ts'
