import { createHash } from 'node:crypto'
import { basename, dirname } from 'node:path'
import { both, type Bilingual } from '../lib/bilingual.ts'
import type { Clock } from '../lib/clock.ts'
import type { IdentifierVault } from '../lib/identifier-vault.ts'
import type { Log } from '../lib/log.ts'
import type { TimeZone } from '../lib/time-zone.ts'
import type { Store } from '../store/open.ts'
import { importLedger } from '../store/queries/facts/import-ledger.ts'
import { ensureShopRow } from '../store/queries/shop/shop-row.ts'
import { makePostponedEventIndexes, postponeEventIndexes } from '../store/queries/events/postpone-event-indexes.ts'
import { tuneForImport } from '../store/queries/facts/tune-for-import.ts'
import type { ImportKind } from './kinds.ts'
import { openSource } from './open-source.ts'
import { onCopy, takesLong } from './try-on-copy.ts'
import type { FileImportResult, ImportProgress, ImportResult, RecordSource } from './pipeline.ts'
import { importSource } from './writing/import-source.ts'
import type { ImportEnvironment } from './writing/import-environment.ts'
import { KIND_ORDER } from './writing/kind-writers.ts'
import { VisitBook } from './writing/visit-book.ts'

export interface ImportOptions {
  readonly kind?: ImportKind | null
  readonly preset?: string | null
  /** canonical field -> column */
  readonly mapping?: Readonly<Record<string, string>> | null
  /**
   * Reads and counts everything and writes nothing. The store's connection must have no other user meanwhile; what takes long is
   * tried on a copy, so that nobody else waits.
   */
  readonly dryRun?: boolean
  /** Writes the quarantine file in a dry run too, so that its rows can be mended first. */
  readonly keepRejects?: boolean
  /** Keeps only the first of equal lines of one order. */
  readonly dropRepeated?: boolean
}

export type ImportedFile = string | RecordSource

export interface ImportRequest {
  readonly store: Store
  readonly vault: IdentifierVault
  /** What the store's row says, or is seeded with. */
  readonly shop: {
    readonly name: string
    readonly zone: TimeZone
    readonly currency: string
    readonly weekStart: number
  }
  readonly clock: Clock
  readonly log: Log
  /** Paths, or sources that are open already; or groups of them that come one after the other, as they are made. */
  readonly files: readonly ImportedFile[] | AsyncIterable<readonly ImportedFile[]>
  readonly options?: ImportOptions
  readonly onProgress?: (progress: ImportProgress) => void
  readonly signal?: AbortSignal
  /** Records per transaction at most; fewer lose less to a crash and cost more. */
  readonly transactionRecords?: number
  /** Records whose facts are sorted and written together; several such batches make a transaction. */
  readonly batchRecords?: number
  /** How a path becomes a source: `openSource` when left out, which reads in this thread. */
  readonly open?: typeof openSource
  /** Folder for the quarantine file; that of the store when left out. */
  readonly home?: string | null
}

const TRANSACTION_RECORDS = 125_000
/** Enough to touch index pages rarely, few enough for flat memory: twice as many take 15 MiB more and no less time. */
const BATCH_RECORDS = 5000

/**
 * Imports files as one command: within a group, what others name comes first (products and customers before orders, orders before
 * returns), each file streams in batches, and each batch is one transaction of facts, rollups and checkpoint.
 *
 * @throws {KithError} what opening a file throws; UNAVAILABLE when the disk is full or the store busy, CANCELLED through
 * the signal: rows reported so far are kept, and the same file imported again goes on from there
 */
export function importFiles(request: ImportRequest): Promise<ImportResult> {
  const { store, files, options } = request
  const paths = Symbol.asyncIterator in files ? [] : files.filter((file) => typeof file === 'string')
  if (options?.dryRun !== true || store.path === ':memory:' || !takesLong(paths)) return importInto(request)
  return onCopy(store, (copy) => importInto({ ...request, store: copy, home: homeOf(request) }))
}

async function importInto(request: ImportRequest): Promise<ImportResult> {
  const { store, shop, clock, log, options = {} } = request
  const now = clock()
  const groups = groupsOf(request.files)[Symbol.asyncIterator]()
  const opened: RecordSource[] = []
  const nextGroup = async (): Promise<readonly RecordSource[] | null> => {
    const group = await groups.next()
    if (group.done === true) return null
    const sources = await openAll(group.value, request, now)
    opened.push(...sources)
    return sources
  }
  const first = (await nextGroup()) ?? []
  const visits = new VisitBook(store, shop.zone)
  const environment: ImportEnvironment = {
    store,
    ledger: importLedger(store),
    vault: request.vault,
    zone: shop.zone,
    currency: shop.currency,
    clock,
    home: homeOf(request),
    batchId: batchIdOf(first, now),
    dryRun: options.dryRun ?? false,
    keepRejects: options.keepRejects ?? options.dryRun !== true,
    dropRepeated: options.dropRepeated ?? false,
    visits,
    continued: false,
    transactionRecords: request.transactionRecords ?? TRANSACTION_RECORDS,
    batchRecords: request.batchRecords ?? BATCH_RECORDS,
    onProgress: request.onProgress ?? (() => {}),
    signal: request.signal ?? new AbortController().signal,
  }
  const { name, zone, currency, weekStart } = shop
  const restore = tuneForImport(store)
  try {
    if (environment.dryRun) store.sqlite.exec('BEGIN IMMEDIATE')
    ensureShopRow(store, { name, timeZone: zone.name, currency, weekStart, createdAt: now })
    const files: FileImportResult[] = []
    for (let sources: readonly RecordSource[] | null = first; sources !== null; sources = await nextGroup()) {
      const bringsEvents = sources.some(({ description }) => description.kind === 'events')
      if (bringsEvents && !environment.dryRun) postponeEventIndexes(store, now)
      files.push(...(await importAll(environment, sources, log)))
    }
    if (!environment.dryRun) makePostponedEventIndexes(store)
    visits.cut()
    return {
      files,
      quarantine_file: files.find((file) => file.quarantine_file !== null)?.quarantine_file ?? null,
      warnings: opened.flatMap(warningsOf),
    }
  } catch (error) {
    if (!environment.dryRun) makeIndexesIfPossible(store)
    throw error
  } finally {
    if (environment.dryRun && store.sqlite.inTransaction) store.sqlite.exec('ROLLBACK')
    restore()
  }
}

/** A cancelled import leaves a store that answers as fast as before; a full disk leaves the indexes to the next command. */
function makeIndexesIfPossible(store: Store): void {
  try {
    makePostponedEventIndexes(store)
  } catch {
    // The error that ended the import is the one to tell; the note of what is missing stays in the store.
  }
}

async function* groupsOf(files: ImportRequest['files']): AsyncGenerator<readonly ImportedFile[]> {
  if (Symbol.asyncIterator in files) yield* files
  else yield files
}

const homeOf = ({ home, store }: ImportRequest): string | null =>
  home ?? (store.path === ':memory:' ? null : dirname(store.path))

async function importAll(
  environment: ImportEnvironment,
  sources: readonly RecordSource[],
  log: Log,
): Promise<FileImportResult[]> {
  const files: FileImportResult[] = []
  for (const source of sources) {
    const result = await importSource(environment, source)
    log.debug({ ...result, mapping: undefined }, 'imported')
    files.push(result)
  }
  return files
}

async function openAll(files: readonly ImportedFile[], request: ImportRequest, now: number): Promise<RecordSource[]> {
  const { options, shop, open = openSource } = request
  const paths = files.filter((file) => typeof file === 'string')
  const sources: RecordSource[] = []
  for (const file of files) {
    if (typeof file !== 'string') sources.push(file)
    else {
      sources.push(
        await open(file, {
          kind: options?.kind ?? null,
          preset: options?.preset ?? null,
          mapping: options?.mapping ?? null,
          zone: shop.zone,
          currency: shop.currency,
          now,
          companions: paths.filter((path) => path !== file),
          scratch: homeOf(request),
        }),
      )
    }
  }
  // Orders without dates add fields to orders that another file of the kind brings, so they come after it.
  const place = ({ description }: RecordSource): number =>
    KIND_ORDER.indexOf(description.kind) +
    (description.kind === 'orders' && description.mapping['ordered_at'] === undefined ? 0.5 : 0)
  return sources.toSorted((a, b) => place(a) - place(b))
}

const warningsOf = ({ description }: RecordSource): Bilingual[] =>
  description.warnings.map(({ en, zh }) =>
    both(`${basename(description.file)}: ${en}`, `${basename(description.file)}：${zh}`),
  )

const batchIdOf = (sources: readonly RecordSource[], now: number): string => {
  const hash = createHash('sha256').update(String(now))
  for (const { description } of sources) hash.update(`\0${description.fingerprint}\0${description.kind}`)
  return `B-${hash.digest('hex').slice(0, 12)}`
}
