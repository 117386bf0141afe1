import { startWorker, workerBeside } from '../jobs/start-worker.ts'
import type { ImportProgress, ImportResult } from '../services/imports/import-report.ts'
import type { ImportWorkerData } from './import-worker.ts'

/** Of the thread that writes; about 50 MiB of it are alive. */
const WRITING_HEAP = { youngMib: 12, oldMib: 512 } as const

interface ImportCall {
  readonly signal: AbortSignal
  readonly onProgress: (progress: ImportProgress) => void
}

/** Imports files in a thread with a connection of its own and a heap that stays small. */
export async function importInThread(data: ImportWorkerData, call: ImportCall): Promise<ImportResult> {
  const result = await startWorker(workerBeside(import.meta.url, 'import-worker'), {
    data,
    heap: WRITING_HEAP,
    signal: call.signal,
    onProgress: (progress) => call.onProgress(progress as ImportProgress),
  })
  return result as ImportResult
}
