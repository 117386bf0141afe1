import type { Clock } from '../../lib/clock.ts'
import type { ImportProgress, SourceDescription } from '../pipeline.ts'

/**
 * Reports rows, rate, share and remaining time of one file. The share is of bytes, so it is known before the file has been
 * read; the remaining time takes the pace so far.
 */
export function progressOf(
  description: SourceDescription,
  bytesRead: () => number,
  clock: Clock,
  onProgress: (progress: ImportProgress) => void,
): (rows: number) => void {
  const startedAt = clock()
  return (rows) => {
    const seconds = Math.max(0, (clock() - startedAt) / 1000)
    const share = description.bytes > 0 ? Math.min(1, bytesRead() / description.bytes) : null
    onProgress({
      file: description.file,
      rows,
      rowsPerSecond: seconds > 0 ? rows / seconds : 0,
      share,
      remainingSeconds: share === null || share === 0 ? null : (seconds * (1 - share)) / share,
    })
  }
}
