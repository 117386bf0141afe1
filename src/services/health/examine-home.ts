import { randomUUID } from 'node:crypto'
import { rm, stat, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openSoundParts, openTextIndex } from '../../vectors/text-index.ts'
import { authorise } from '../access/authorise.ts'
import type { ServiceContext } from '../context.ts'
import { indexFolderOf, textIndexIsFresh } from '../text-index/refresh-text-index.ts'
import type { HealthCheck } from './examine-store.ts'

/** An import, its index and a backup of it need about as much again as the store; less than this is too little for any shop. */
const LEAST_FREE_BYTES = 256 * 1024 ** 2
const MIB = 1024 ** 2

/** What the files beside the store and the disk below them say. */
export async function examineHome({ ctx }: { ctx: ServiceContext }): Promise<readonly HealthCheck[]> {
  authorise(ctx, 'manage')
  return [await writableCheck(ctx.home), await spaceCheck(ctx), await indexCheck(ctx)]
}

/** By writing a file, since that is what permissions, a full disk and a file system set to read-only have in common. */
async function writableCheck(home: string): Promise<HealthCheck> {
  const probe = join(home, `.doctor-${randomUUID()}`)
  const check = { name: 'folder', ok: true, found: `${home} can be written to`, remedy: '' }
  try {
    await writeFile(probe, Buffer.alloc(64 * 1024))
    return check
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    const remedy =
      code === 'ENOSPC' || code === 'EDQUOT'
        ? 'The disk is full: make room. Nothing is lost, and what stopped goes on.'
        : `Give the user that runs Kith the right to write there: chown -R USER ${home}.`
    return { ...check, ok: false, found: `${home} cannot be written to (${code})`, remedy }
  } finally {
    await rm(probe, { force: true }).catch(() => {})
  }
}

async function spaceCheck({ home, store }: ServiceContext): Promise<HealthCheck> {
  const [{ bavail, bsize }, size] = await Promise.all([
    statfs(home),
    stat(store.path).then(
      (file) => file.size,
      () => 0,
    ),
  ])
  const free = bavail * bsize
  const least = Math.max(LEAST_FREE_BYTES, size)
  return {
    name: 'disk',
    ok: free >= least,
    found: `${Math.round(free / MIB)} MiB free, the store has ${Math.round(size / MIB)} MiB`,
    remedy: `Make room: imports and backups need at least ${Math.round(least / MIB)} MiB.`,
  }
}

async function indexCheck(ctx: ServiceContext): Promise<HealthCheck> {
  const folder = indexFolderOf(ctx.home)
  const remedy =
    'Run `kith refresh index --force`: it is built anew from the texts, and until then every text is compared.'
  const opened = await openTextIndex(folder)
  if (opened === 'corrupt') {
    const sound = await openSoundParts(folder)
    const kept = sound === null ? 'nothing of it can be used' : 'what is sound of it is used'
    return { name: 'search index', ok: false, found: `its bytes are not those that were written; ${kept}`, remedy }
  }
  if (opened === 'absent') return { name: 'search index', ok: true, found: 'not built yet', remedy }
  const fresh = await textIndexIsFresh(ctx)
  return {
    name: 'search index',
    ok: true,
    found: fresh ? 'whole and up to date' : 'whole, renewed at its next use',
    remedy,
  }
}
