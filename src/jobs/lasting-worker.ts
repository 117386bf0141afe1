import type { Worker } from 'node:worker_threads'
import { outcomeOf, startThread, type WorkerRequest } from './start-worker.ts'

/** A thread that serves one job after the other: `serveJobs` is its side. */
export interface LastingWorker {
  /**
   * Runs a job in a thread that has none, a new one where all are at work.
   *
   * @throws {KithError} as `startWorker`
   */
  run(request: Pick<WorkerRequest, 'data' | 'onProgress' | 'signal'>): Promise<unknown>
}

/** A shop's models are trained one after the other: what comes next comes at once, or not soon. */
const IDLE_MS = 3000

/**
 * Keeps the thread of a job for the next one, for loading the module takes longer than many jobs do. An idle thread ends
 * after a few seconds and keeps no process alive; one whose job failed ends at once, so that the next job meets a sound one.
 */
export function createLastingWorker(entry: URL, idleMs = IDLE_MS): LastingWorker {
  let idle: { readonly worker: Worker; readonly end: NodeJS.Timeout } | null = null

  function take(): Worker {
    if (idle === null) return startThread(entry)
    const { worker, end } = idle
    idle = null
    clearTimeout(end)
    worker.removeAllListeners('exit').ref()
    return worker
  }

  function keep(worker: Worker): void {
    if (idle !== null) return void worker.terminate()
    worker.unref()
    worker.once('exit', () => {
      idle = null
    })
    idle = { worker, end: setTimeout(() => void worker.terminate(), idleMs).unref() }
  }

  return {
    async run({ data, ...watched }) {
      const worker = take()
      const outcome = outcomeOf(worker, watched)
      worker.postMessage({ type: 'job', data })
      try {
        const value = await outcome
        keep(worker)
        return value
      } catch (error) {
        void worker.terminate()
        throw error
      }
    },
  }
}
