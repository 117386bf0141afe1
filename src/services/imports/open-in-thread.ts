import { MessageChannel } from 'node:worker_threads'
import { openSource, type OpenSourceOptions } from '../../importing/open-source.ts'
import type { ReadRecord, RecordSource } from '../../importing/pipeline.ts'
import { unpackRecords } from '../../importing/reading/pack-records.ts'
import { startWorker, workerBeside } from '../../jobs/start-worker.ts'
import type { SourceThreadData, SourceThreadMessage } from './source-thread.ts'

/** A smaller file is read sooner than a thread starts (0.2 s). */
const WORTH_A_THREAD = 4 * 1_048_576

/** Of the thread that reads: few objects outlive the batch that they belong to. */
const READING_HEAP = { youngMib: 3, oldMib: 256 } as const

/** As `openSource`; a large file is read, cut and typed in a thread of its own while what came before is written. */
export async function openInThread(path: string, options: OpenSourceOptions): Promise<RecordSource> {
  const source = await openSource(path, options)
  const { description } = source
  if (description.bytes < WORTH_A_THREAD || description.notImported !== null) return source
  const { bytes, fingerprint } = description
  const data = { path, options: { ...options, zone: options.zone.name }, bytes, fingerprint }
  let bytesRead = 0
  return {
    description,
    bytesRead: () => bytesRead,
    batches: () =>
      batchesFrom(data, (bytes) => {
        bytesRead = bytes
      }),
  }
}

async function* batchesFrom(
  data: Omit<SourceThreadData, 'port'>,
  onBytesRead: (bytes: number) => void,
): AsyncGenerator<readonly ReadRecord[]> {
  const { port1: port, port2 } = new MessageChannel()
  const waiting: SourceThreadMessage[] = []
  let closed = false
  let wake = (): void => {}
  port.on('message', (message: SourceThreadMessage) => {
    waiting.push(message)
    wake()
  })
  port.on('close', () => {
    closed = true
    wake()
  })
  const stop = new AbortController()
  const thread = startWorker(workerBeside(import.meta.url, 'source-worker'), {
    data: { ...data, port: port2 } satisfies SourceThreadData,
    transfer: [port2],
    heap: READING_HEAP,
    signal: stop.signal,
  })
  const ended = thread.then(
    () => null,
    (error: unknown) => ({ error }),
  )
  try {
    for (;;) {
      const message = waiting.shift()
      if (message === undefined && closed) break
      if (message === undefined) {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
        continue
      }
      if (message.batch === null) break
      onBytesRead(message.bytesRead)
      port.postMessage(null)
      yield unpackRecords(message.batch)
    }
    const failed = await ended
    if (failed !== null) throw failed.error
  } finally {
    stop.abort()
    await ended
    port.close()
  }
}
