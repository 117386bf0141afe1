import { parentPort, workerData, type MessagePort } from 'node:worker_threads'
import { KithError } from '../lib/errors.ts'
import type { WorkerMessage } from './start-worker.ts'

export interface JobCall {
  readonly data: unknown
  readonly report: (value: unknown) => void
  readonly signal: AbortSignal
}

type Job = (call: JobCall) => Promise<unknown>

/** What the thread that started a worker says to it. */
type Order = { readonly type: 'stop' } | { readonly type: 'job'; readonly data: unknown }

/** The worker's side of `startWorker`: runs the job, reports its progress, and ends the thread with its result or its error. */
export async function serveJob(job: Job): Promise<void> {
  const port = ownPort()
  const stop = new AbortController()
  port.on('message', () => stop.abort())
  await perform(port, job, workerData, stop.signal)
  port.close()
}

/** The worker's side of `createLastingWorker`: one job after the other, as they are sent. */
export function serveJobs(job: Job): void {
  const port = ownPort()
  let stop = new AbortController()
  port.on('message', (order: Order) => {
    if (order.type === 'stop') return stop.abort()
    stop = new AbortController()
    void perform(port, job, order.data, stop.signal)
  })
}

function ownPort(): MessagePort {
  if (parentPort === null) throw new KithError('INTERNAL', 'a job module was loaded outside a worker thread')
  return parentPort
}

async function perform(port: MessagePort, job: Job, data: unknown, signal: AbortSignal): Promise<void> {
  const say = (message: WorkerMessage): void => port.postMessage(message)
  try {
    const value = await job({ data, report: (progress) => say({ type: 'progress', value: progress }), signal })
    say({ type: 'done', value })
  } catch (error) {
    const known =
      error instanceof KithError
        ? error
        : new KithError('INTERNAL', error instanceof Error ? error.message : String(error))
    const { code, message, field, hint, details } = known
    say({ type: 'failed', error: { code, message, field, hint, details } })
  }
}
