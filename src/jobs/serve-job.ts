import { parentPort, workerData } from 'node:worker_threads'
import { KithError } from '../lib/errors.ts'
import type { WorkerMessage } from './start-worker.ts'

export interface JobCall {
  readonly data: unknown
  readonly report: (value: unknown) => void
  readonly signal: AbortSignal
}

/** The worker's side of `startWorker`: runs the job, reports its progress, and ends the thread with its result or its error. */
export async function serveJob(job: (call: JobCall) => Promise<unknown>): Promise<void> {
  const port = parentPort
  if (port === null) throw new KithError('INTERNAL', 'a job module was loaded outside a worker thread')
  const stop = new AbortController()
  port.on('message', () => stop.abort())
  const say = (message: WorkerMessage): void => port.postMessage(message)
  try {
    const value = await job({
      data: workerData,
      report: (progress) => say({ type: 'progress', value: progress }),
      signal: stop.signal,
    })
    say({ type: 'done', value })
  } catch (error) {
    const known =
      error instanceof KithError
        ? error
        : new KithError('INTERNAL', error instanceof Error ? error.message : String(error))
    const { code, message, field, hint, details } = known
    say({ type: 'failed', error: { code, message, field, hint, details } })
  } finally {
    port.close()
  }
}
