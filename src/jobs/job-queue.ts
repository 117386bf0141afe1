import { randomUUID } from 'node:crypto'
import { KithError } from '../lib/errors.ts'

export interface Job<Progress, Result> {
  readonly id: string
  readonly status: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled'
  readonly progress: Progress | null
  readonly result: Result | null
  readonly error: {
    readonly code: string
    readonly message: string
    readonly field: string | null
    readonly hint: string | null
  } | null
}

export type JobWork<Progress, Result> = (report: (progress: Progress) => void, signal: AbortSignal) => Promise<Result>

export interface JobQueue<Progress, Result> {
  /** Puts work at the end of the queue and gives its id at once. */
  add(work: JobWork<Progress, Result>): string
  get(id: string): Job<Progress, Result> | undefined
  cancel(id: string): boolean
  /** Stops taking work, asks what runs to stop, and waits for it. */
  close(): Promise<void>
}

/** Ended jobs are remembered up to this many, oldest forgotten first. */
const REMEMBERED = 200

/** One job after the other, in the order they came: two imports at once would only wait for each other's transactions. */
export function createJobQueue<Progress, Result>(): JobQueue<Progress, Result> {
  const jobs = new Map<string, Job<Progress, Result>>()
  const stops = new Map<string, AbortController>()
  let last: Promise<void> = Promise.resolve()
  let closed = false
  const change = (id: string, part: Partial<Job<Progress, Result>>): void => {
    const job = jobs.get(id)
    if (job !== undefined) jobs.set(id, { ...job, ...part })
  }

  async function run(id: string, work: JobWork<Progress, Result>, signal: AbortSignal): Promise<void> {
    if (signal.aborted) {
      change(id, { status: 'cancelled' })
      return
    }
    change(id, { status: 'running' })
    try {
      const result = await work((progress) => change(id, { progress }), signal)
      change(id, { status: 'done', result })
    } catch (error) {
      const { code, message, field, hint } =
        error instanceof KithError ? error : new KithError('INTERNAL', 'the job stopped with an error')
      change(id, { status: code === 'CANCELLED' ? 'cancelled' : 'failed', error: { code, message, field, hint } })
    }
  }

  return {
    add(work) {
      if (closed)
        throw new KithError('UNAVAILABLE', 'Kith is stopping and takes no new work', { hint: 'Try again in a moment.' })
      const id = `J-${randomUUID()}`
      const stop = new AbortController()
      jobs.set(id, { id, status: 'waiting', progress: null, result: null, error: null })
      stops.set(id, stop)
      last = last.then(() => run(id, work, stop.signal)).finally(() => stops.delete(id))
      const [oldest] = jobs.keys()
      if (jobs.size > REMEMBERED && oldest !== undefined && !stops.has(oldest)) jobs.delete(oldest)
      return id
    },
    get: (id) => jobs.get(id),
    cancel(id) {
      const stop = stops.get(id)
      stop?.abort()
      return stop !== undefined
    },
    async close() {
      closed = true
      for (const stop of stops.values()) stop.abort()
      await last
    },
  }
}
