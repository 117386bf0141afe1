import { contentWords } from '../../compute/text/content-words.ts'
import { startWorker, workerBeside } from '../../jobs/start-worker.ts'
import type { Store } from '../../store/open.ts'
import { countReviews, readReviewIds, readTextsOf, readTextVersion } from '../../store/queries/texts/read-texts.ts'
import { spaceEmbedder, type Embedder } from '../../vectors/embedder.ts'
import { exactIndex } from '../../vectors/exact-index.ts'
import { readManifest, type IndexFault } from '../../vectors/index-folder.ts'
import { openSoundParts, openTextIndex, type TextIndex } from '../../vectors/text-index.ts'
import { postWords } from '../../vectors/word-postings.ts'
import type { ServiceContext } from '../context.ts'
import { SPACE_MODEL } from './gather-points.ts'
import { gatherTexts, type GatheredTexts } from './gather-texts.ts'
import { indexedPassages, indexedTexts, reviewKey, reviewText, type IndexedText } from './indexed-texts.ts'
import { indexFolderOf, refreshTextIndex, remoteOf } from './refresh-text-index.ts'
import { sharedTokeniser } from '../../resources/shared-tokeniser.ts'
import { findTexts, type FindTextsOptions, type SearchedTexts, type TextHit } from './text-search.ts'

export interface TextSearch {
  /**
   * `index`: words and meaning, by a graph. `exact`: the same, every text compared, while there is no index that can be
   * trusted. `words`: by words alone, while an endpoint's vectors are missing.
   */
  readonly mode: 'index' | 'exact' | 'words'
  /** Why the index does not serve; null when it does. */
  readonly reason: IndexFault | 'other_model' | 'behind' | null
  readonly model: string | null
  find(query: string, options: FindTextsOptions): Promise<readonly TextHit[]>
}

/** So few texts are embedded in this thread when first asked; more of them in a worker. */
const SMALL = 500
/** Texts newer than the index that are searched beside it; with more of them every text is compared. */
const NEWER = 2000
const SLICE = 500

interface Kept {
  readonly key: string
  readonly search: Promise<TextSearch>
}
const kept = new WeakMap<Store, Map<SearchScope, Kept>>()

/** What is to be searched: without any index a question to the articles does not wait for all reviews to be embedded. */
export type SearchScope = 'all' | 'articles'

/**
 * The search over reviews and articles as they are now. An index that is missing, damaged or of another model is built anew in
 * the background of a server, and every text is compared meanwhile, by its words and its vector.
 */
export async function openTextSearch(ctx: ServiceContext, scope: SearchScope = 'all'): Promise<TextSearch> {
  const manifest = await readManifest(indexFolderOf(ctx.home))
  const generation = typeof manifest === 'string' ? manifest : manifest.generation
  const key = [readTextVersion(ctx.store), generation, ctx.embeddings?.model ?? ''].join('/')
  const ofStore = kept.get(ctx.store) ?? new Map<SearchScope, Kept>()
  kept.set(ctx.store, ofStore)
  const known = ofStore.get(scope)
  if (known?.key === key) return known.search
  const search = openNow(ctx, scope)
  ofStore.set(scope, { key, search })
  search.catch(() => ofStore.delete(scope))
  return search
}

async function openNow(ctx: ServiceContext, scope: SearchScope): Promise<TextSearch> {
  const remote = remoteOf(ctx)
  const opened = await openTextIndex(indexFolderOf(ctx.home))
  if (typeof opened !== 'string' && opened.model === (remote?.id ?? SPACE_MODEL)) {
    return (await searchOf(ctx, opened, remote)) ?? searchExactly(ctx, 'behind', remote)
  }
  const fault = typeof opened === 'string' ? opened : 'other_model'
  if (fault === 'corrupt') ctx.log.warn({ fault }, 'the index of texts cannot be trusted; every text is compared')
  if (ctx.store.path !== ':memory:') buildInBackground(ctx, fault === 'corrupt')
  return searchExactly(ctx, fault, remote, fault === 'absent' ? scope : 'all')
}

/** Every text by its words and its vector; by its words alone where an endpoint would have to be asked for all of them. */
async function searchExactly(
  ctx: ServiceContext,
  reason: TextSearch['reason'],
  remote: Embedder | null,
  scope: SearchScope = 'all',
): Promise<TextSearch> {
  const folder = indexFolderOf(ctx.home)
  if (remote !== null) {
    const parts = await openSoundParts(folder)
    if (parts?.points == null || parts.model !== remote.id) {
      return searchIn([await wordsOf(indexedTexts(ctx.store))], { mode: 'words', reason, model: null })
    }
  }
  const texts = scope === 'articles' ? indexedPassages(ctx.store) : undefined
  const inThread =
    texts !== undefined || remote !== null || ctx.store.path === ':memory:' || countReviews(ctx.store) <= SMALL
  const { model, space, dimension, points, words } = inThread
    ? await gatherTexts(ctx.store, { folder, remote, ...(texts === undefined ? {} : { texts }) })
    : ((await startWorker(workerBeside(import.meta.url, 'index-worker'), {
        data: { path: ctx.store.path, folder, only: 'gather' },
        signal: ctx.signal,
      })) as GatheredTexts)
  const embedder = remote ?? (space === null ? null : spaceEmbedder(model, space, sharedTokeniser()))
  const part = { words, keys: points.map(({ id }) => id), points: exactIndex(points, dimension), embedder }
  return searchIn([part], { mode: 'exact', reason, model })
}

/** A command ends with its answer; a server has the time to build. */
function buildInBackground(ctx: ServiceContext, force: boolean): void {
  if (ctx.actor.channel === 'cli') return
  refreshTextIndex({ ...ctx, signal: new AbortController().signal }, force).catch((error: unknown) =>
    ctx.log.error({ err: error }, 'the index of texts could not be built'),
  )
}

/** The index, and beside it what was written since; null when that is too much. */
async function searchOf(ctx: ServiceContext, index: TextIndex, remote: Embedder | null): Promise<TextSearch | null> {
  const embedder = embedderOf(index, remote)
  const about = { mode: 'index', reason: null, model: index.model } as const
  if (index.watermark === readTextVersion(ctx.store)) return searchIn([partOf(index, embedder)], about)
  const known = new Set(index.points.entries.map(({ id }) => id))
  const newer = readReviewIds(ctx.store).filter((id) => !known.has(reviewKey(id)))
  if (ctx.store.path !== ':memory:') buildInBackground(ctx, false)
  if (newer.length > NEWER) return null
  const texts = readTextsOf(ctx.store, newer).map((one) => ({ id: reviewKey(one.id), text: reviewText(one) }))
  return searchIn([partOf(index, embedder), await wordsOf(texts)], about)
}

const embedderOf = (index: TextIndex, remote: Embedder | null): Embedder | null =>
  remote ?? (index.space === null ? null : spaceEmbedder(index.model, index.space, sharedTokeniser()))

const partOf = (index: TextIndex, embedder: Embedder | null): SearchedTexts => ({
  words: index.words,
  keys: index.points.entries.map(({ id }) => id),
  points: index.points,
  embedder,
})

/** Texts by their words alone; read in slices, so that nobody waits long for the thread. */
async function wordsOf(texts: readonly IndexedText[]): Promise<SearchedTexts> {
  const tokeniser = sharedTokeniser()
  const words: string[][] = []
  for (const [i, { text }] of texts.entries()) {
    words.push(contentWords(text, tokeniser))
    if (i % SLICE === SLICE - 1) await new Promise((resolve) => setImmediate(resolve))
  }
  return { words: postWords(words), keys: texts.map(({ id }) => id), points: null, embedder: null }
}

const searchIn = (
  parts: readonly SearchedTexts[],
  about: Pick<TextSearch, 'mode' | 'reason' | 'model'>,
): TextSearch => ({
  ...about,
  async find(query, options) {
    const hits: TextHit[] = []
    for (const part of parts) hits.push(...(await findTexts(part, sharedTokeniser(), query, options)))
    return hits.toSorted((a, b) => b.score - a.score || (a.key < b.key ? -1 : 1)).slice(0, options.k)
  },
})
