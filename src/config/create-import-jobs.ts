import type { ImportJobs } from '../channels/runtime.ts'
import { createJobQueue } from '../jobs/job-queue.ts'
import { startWorker, workerBeside } from '../jobs/start-worker.ts'
import type { ImportProgress, ImportResult } from '../services/imports/import-report.ts'
import type { DemoWorkerData } from './demo-worker.ts'
import type { Config } from './env.ts'
import { importInThread } from './import-in-thread.ts'

/** Imports in a worker thread with a connection of its own, so that questions are answered meanwhile. */
export function createImportJobs(
  config: Config,
  version: string,
): ImportJobs & { readonly close: () => Promise<void> } {
  const queue = createJobQueue<ImportProgress, ImportResult>()
  return {
    start: (actor, { whenSettled, ...input }) =>
      queue.add(async (report, signal) => {
        try {
          return await importInThread(
            { config, version, actor, input, refreshes: true },
            { signal, onProgress: report },
          )
        } finally {
          await whenSettled?.()
        }
      }),
    startDemo: (actor, customers) =>
      queue.add(async (report, signal) => {
        const data: DemoWorkerData = { config, version, actor, customers }
        const result = await startWorker(workerBeside(import.meta.url, 'demo-worker'), {
          data,
          signal,
          onProgress: (progress) => report(progress as ImportProgress),
        })
        return result as ImportResult
      }),
    get: queue.get,
    cancel: queue.cancel,
    close: queue.close,
  }
}
