import { Worker, type Transferable, type WorkerOptions } from 'node:worker_threads'
import { KithError, type KithErrorCode } from '../lib/errors.ts'

/** What a worker says to the thread that started it. */
export type WorkerMessage =
  | { readonly type: 'progress'; readonly value: unknown }
  | { readonly type: 'done'; readonly value: unknown }
  | {
      readonly type: 'failed'
      readonly error: {
        readonly code: KithErrorCode
        readonly message: string
        readonly field: string | null
        readonly hint: string | null
        readonly details: Readonly<Record<string, unknown>>
      }
    }

/**
 * Bounds of a thread's heap in MiB. The young one costs time when it is too small. The old one ends the thread when more
 * than that is alive; far below it, a lower one lets less garbage gather.
 */
export interface HeapBounds {
  readonly youngMib: number
  readonly oldMib: number
}

export interface WorkerRequest {
  /** Anything that can be cloned. */
  readonly data: unknown
  /** Ports and buffers in `data` that go over to the worker. */
  readonly transfer?: readonly Transferable[]
  /** Bounds of the thread's heap; those of the process when left out. */
  readonly heap?: HeapBounds
  readonly onProgress?: (value: unknown) => void
  /** Asks the worker to stop at its next safe point. */
  readonly signal?: AbortSignal
}

/**
 * Address of a worker's module beside the caller, in the form that this process runs: `.ts` under tsx and vitest, `.js` in the build,
 * where the compiler does not rewrite the text of a URL.
 *
 * @example workerBeside(import.meta.url, 'import-worker') // => file:///.../src/config/import-worker.ts
 */
export const workerBeside = (callerUrl: string, name: string): URL =>
  new URL(`./${name}${callerUrl.endsWith('.ts') ? '.ts' : '.js'}`, callerUrl)

/** Threads do not inherit tsx's hooks, so sources need them registered before the first import. */
const bootstrap = (entry: URL): string =>
  `import('tsx/esm/api').then(({ register }) => { register(); return import(${JSON.stringify(entry.href)}) })`

/** A thread that begins with this module. */
export const startThread = (entry: URL, options: WorkerOptions = {}): Worker =>
  /\.m?ts$/.test(entry.pathname) ? new Worker(bootstrap(entry), { ...options, eval: true }) : new Worker(entry, options)

/**
 * What the job that a thread is at ends with.
 *
 * @throws {KithError} what the job failed with, by its stable code; INTERNAL when the thread died without a word
 */
export function outcomeOf(
  worker: Worker,
  { onProgress, signal }: Pick<WorkerRequest, 'onProgress' | 'signal'>,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const stop = (): void => worker.postMessage({ type: 'stop' })
    const settle = (end: () => void): void => {
      signal?.removeEventListener('abort', stop)
      worker.off('message', hear).off('error', died).off('exit', ended)
      end()
    }
    const fail = (error: KithError): void => settle(() => reject(error))
    const hear = (message: WorkerMessage): void => {
      if (message.type === 'progress') onProgress?.(message.value)
      if (message.type === 'done') settle(() => resolve(message.value))
      if (message.type === 'failed') {
        const { code, message: text, field, hint, details } = message.error
        fail(
          new KithError(code, text, {
            ...(field === null ? {} : { field }),
            ...(hint === null ? {} : { hint }),
            details,
          }),
        )
      }
    }
    const died = (cause: unknown): void =>
      fail(new KithError('INTERNAL', 'a background job stopped with an error', { cause }))
    const ended = (): void => fail(new KithError('INTERNAL', 'a background job ended without a result'))
    worker.on('message', hear).on('error', died).on('exit', ended)
    signal?.addEventListener('abort', stop, { once: true })
  })
}

/**
 * Runs a module in a thread of its own and gives what it ends with, so that heavy work never holds up the event loop.
 *
 * @throws {KithError} as `outcomeOf`
 */
export const startWorker = (entry: URL, { data, transfer = [], heap, ...watched }: WorkerRequest): Promise<unknown> =>
  outcomeOf(
    startThread(entry, {
      workerData: data,
      transferList: [...transfer],
      ...(heap === undefined
        ? {}
        : { resourceLimits: { maxYoungGenerationSizeMb: heap.youngMib, maxOldGenerationSizeMb: heap.oldMib } }),
    }),
    watched,
  )
