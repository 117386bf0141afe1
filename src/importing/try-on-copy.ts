import { randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { openStore, type Store } from '../store/open.ts'
import { copyStore } from '../store/queries/backup/backup.ts'

/** Bytes that are tried in the store itself: about a second, for which others may wait to write. */
const SHORT = 4_000_000
/** What compressed files grow by, about. */
const UNPACKED = 8
/** A copy that is this old was left by a process that died. */
const LEFT_MS = 3_600_000

/** Copies of stores that dry runs work on, in a folder of the home. */
export const dryRunFolder = (home: string): string => join(home, 'dry-runs')

/** Whether trying these files would keep others from writing for long; what is no file is for whoever opens it to say. */
export function takesLong(paths: readonly string[]): boolean {
  const bytes = paths.reduce((sum, path) => {
    const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0
    return sum + (/\.(gz|zip)$/i.test(path) ? UNPACKED * size : size)
  }, 0)
  return bytes > SHORT
}

/**
 * Does something with a copy of the store, which is gone afterwards: nobody waits for the store meanwhile, and nothing of it
 * stays. Needs as much room on the disk as the store takes.
 */
export async function onCopy<Result>(store: Store, work: (copy: Store) => Promise<Result>): Promise<Result> {
  const folder = dryRunFolder(dirname(store.path))
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  for (const name of readdirSync(folder)) {
    const { mtimeMs } = statSync(join(folder, name), { throwIfNoEntry: false }) ?? { mtimeMs: Infinity }
    if (mtimeMs < Date.now() - LEFT_MS) rmSync(join(folder, name), { force: true })
  }
  const path = join(folder, `${randomUUID()}.sqlite`)
  try {
    copyStore(store, path)
    const copy = openStore(path)
    try {
      return await work(copy)
    } finally {
      copy.close()
    }
  } finally {
    for (const end of ['', '-wal', '-shm', '.part']) rmSync(`${path}${end}`, { force: true })
  }
}
