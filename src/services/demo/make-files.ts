import type { DemoFile, DemoShopFiles, DemoShopRequest } from '../../demo/generate-demo-shop.ts'
import { startWorker, workerBeside } from '../../jobs/start-worker.ts'

export interface MakingDone {
  readonly customers: number
  readonly of: number
}

/** What the thread says while it works. */
export type MakingProgress = { readonly making: MakingDone } | { readonly files: readonly DemoFile[] }

export interface FilesInTheMaking {
  /** Files as they are finished; ends with the last of them, and throws when the making fails. */
  readonly groups: AsyncIterable<readonly DemoFile[]>
  readonly made: Promise<DemoShopFiles>
}

/** Makes the demo's files in a thread of its own, so that the first of them can be loaded while the others are made. */
export function makeFiles(
  request: Omit<DemoShopRequest, 'onProgress' | 'onFiles' | 'signal'>,
  onProgress: (done: MakingDone) => void,
  signal: AbortSignal,
): FilesInTheMaking {
  const waiting: (readonly DemoFile[])[] = []
  let ended = false
  let wake = (): void => {}
  const made = startWorker(workerBeside(import.meta.url, 'make-files-worker'), {
    data: request,
    signal,
    onProgress: (value) => {
      const progress = value as MakingProgress
      if ('making' in progress) onProgress(progress.making)
      else {
        waiting.push(progress.files)
        wake()
      }
    },
  }).then((files) => files as DemoShopFiles)
  const settle = (): void => {
    ended = true
    wake()
  }
  made.then(settle, settle)
  async function* groups(): AsyncGenerator<readonly DemoFile[]> {
    for (;;) {
      const next = waiting.shift()
      if (next !== undefined) yield next
      else if (ended) break
      else {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    }
    // Throws what the making failed with.
    await made
  }
  return { groups: groups(), made }
}
