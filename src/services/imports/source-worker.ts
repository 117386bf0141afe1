import { openSource } from '../../importing/open-source.ts'
import { buffersOf, packRecords } from '../../importing/reading/pack-records.ts'
import { nodeFiles, type FileAccess } from '../../importing/reading/source-file.ts'
import { serveJob } from '../../jobs/serve-job.ts'
import { KithError } from '../../lib/errors.ts'
import { timeZone } from '../../lib/time-zone.ts'
import { BATCHES_AHEAD, type SourceThreadData, type SourceThreadMessage } from './source-thread.ts'

/** The file with the size that it had when the import opened it: what came since belongs to the next import. */
function filesAt(bytes: number): FileAccess {
  let opened = false
  return {
    ...nodeFiles,
    facts: async (path) => {
      const facts = await nodeFiles.facts(path)
      if (opened) return facts
      opened = true
      return { ...facts, size: bytes }
    },
  }
}

/** Reads a file to its end and hands its records over in columns, never more batches ahead than may wait. */
await serveJob(async ({ data, signal }) => {
  const { path, options, bytes, fingerprint, port } = data as SourceThreadData
  const say = (message: SourceThreadMessage, buffers: ArrayBuffer[] = []): void => port.postMessage(message, buffers)
  let ahead = 0
  let wake = (): void => {}
  port.on('message', () => {
    ahead -= 1
    wake()
  })
  port.on('close', () => wake())
  signal.addEventListener('abort', () => wake())
  try {
    const source = await openSource(path, { ...options, zone: timeZone(options.zone) }, filesAt(bytes))
    if (source.description.fingerprint !== fingerprint) {
      throw new KithError('CONFLICT', `'${path}' was overwritten while it was read`, {
        field: 'file',
        hint: 'Wait until the program that writes it is done, then import it again: rows already in are not doubled.',
      })
    }
    for await (const batch of source.batches()) {
      while (ahead >= BATCHES_AHEAD && !signal.aborted) {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
      if (signal.aborted) return
      const packed = packRecords(batch)
      ahead += 1
      say({ batch: packed, bytesRead: source.bytesRead() }, buffersOf(packed))
    }
  } finally {
    say({ batch: null })
    port.close()
  }
})
