import { join } from 'node:path'
import { startWorker, workerBeside } from '../../jobs/start-worker.ts'
import type { Store } from '../../store/open.ts'
import { readTextVersion } from '../../store/queries/texts/read-texts.ts'
import { remoteEmbedder, type Embedder } from '../../vectors/embedder.ts'
import { readManifest } from '../../vectors/index-folder.ts'
import { openTextIndex, saveTextIndex } from '../../vectors/text-index.ts'
import type { ServiceContext } from '../context.ts'
import { buildTextIndex } from './build-text-index.ts'
import { SPACE_MODEL } from './gather-points.ts'
import { indexedTexts } from './indexed-texts.ts'

export interface RefreshedIndex {
  readonly texts: number
  readonly added: number
  readonly removed: number
  readonly rebuilt: boolean
}

export interface IndexJob {
  readonly folder: string
  /** True builds from nothing, whatever is there. */
  readonly force: boolean
}

/** Folder of the index of a store; a store in memory has none. */
export const indexFolderOf = (home: string): string => join(home, 'index')

export const remoteOf = ({ embeddings }: Pick<ServiceContext, 'embeddings'>): Embedder | null =>
  embeddings === undefined ? null : remoteEmbedder(embeddings)

const running = new WeakMap<Store, Promise<RefreshedIndex>>()

/**
 * Brings the index of reviews and articles up to date, in a worker thread; who asks while one is being built waits for that
 * one. Points of an endpoint are fetched in this thread, which waits more than it works.
 */
export function refreshTextIndex(ctx: ServiceContext, force: boolean): Promise<RefreshedIndex> {
  const known = running.get(ctx.store)
  if (known !== undefined) return known
  const job: IndexJob = { folder: indexFolderOf(ctx.home), force }
  const remote = remoteOf(ctx)
  const work =
    remote === null && ctx.store.path !== ':memory:'
      ? startWorker(workerBeside(import.meta.url, 'index-worker'), {
          data: { path: ctx.store.path, ...job },
          signal: ctx.signal,
        }).then((result) => result as RefreshedIndex)
      : writeIndex(ctx.store, remote, job, ctx.signal)
  const refreshed = work.finally(() => running.delete(ctx.store))
  running.set(ctx.store, refreshed)
  return refreshed
}

/** Reads the texts, builds on what is saved where that can be trusted, and saves the result in one step. */
export async function writeIndex(
  store: Store,
  remote: Embedder | null,
  { folder, force }: IndexJob,
  signal: AbortSignal,
): Promise<RefreshedIndex> {
  const watermark = readTextVersion(store)
  const texts = indexedTexts(store)
  const earlier = force ? 'absent' : await openTextIndex(folder)
  const built = await buildTextIndex({
    texts,
    watermark,
    earlier: typeof earlier === 'string' ? null : earlier,
    remote,
    signal,
  })
  await saveTextIndex(folder, built.index)
  return { texts: texts.length, added: built.added, removed: built.removed, rebuilt: built.rebuilt }
}

/** Whether the saved index says that it speaks of the present texts by the present model. */
export async function textIndexIsFresh(ctx: ServiceContext): Promise<boolean> {
  const manifest = await readManifest(indexFolderOf(ctx.home))
  return (
    typeof manifest !== 'string' &&
    manifest.watermark === readTextVersion(ctx.store) &&
    manifest.model === (remoteOf(ctx)?.id ?? SPACE_MODEL)
  )
}
