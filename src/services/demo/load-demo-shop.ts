import { join } from 'node:path'
import type { DemoFile } from '../../demo/generate-demo-shop.ts'
import { readDemoSettings } from '../../demo/settings.ts'
import { importFiles } from '../../importing/import-files.ts'
import { openSource } from '../../importing/open-source.ts'
import type { FileImportResult, ImportProgress, RecordSource } from '../../importing/pipeline.ts'
import { asOfEndOfDay } from '../../lib/as-of.ts'
import type { Bilingual } from '../../lib/bilingual.ts'
import type { Clock } from '../../lib/clock.ts'
import { KithError } from '../../lib/errors.ts'
import { timeZone } from '../../lib/time-zone.ts'
import { ensureShopRow, readFirstDay, updateShopRow } from '../../store/queries/shop/shop-row.ts'
import { writeSettingValue } from '../../store/queries/settings/settings.ts'
import { authorise } from '../access/authorise.ts'
import type { ServiceContext, Shop } from '../context.ts'
import { makeFiles } from './make-files.ts'
import { refresh, type RefreshResult } from '../refresh/refresh.ts'
import { loadShop } from '../shop/load-shop.ts'

export interface LoadDemoShopInput {
  readonly customers?: number
  readonly seed?: string | number
  readonly dirty?: boolean
  readonly onProgress?: (progress: DemoProgress) => void
}

export type DemoProgress =
  | { readonly phase: 'making'; readonly customers: number; readonly of: number }
  | ({ readonly phase: 'loading' } & ImportProgress)
  | { readonly phase: 'refreshing' }

export interface LoadedDemoShop {
  readonly files: readonly FileImportResult[]
  readonly quarantineFile: string | null
  readonly warnings: readonly Bilingual[]
  readonly truthsPath: string
  readonly refreshed: RefreshResult
  /** Files are loaded while others are made: `loading` counts from the beginning, `making` is a part of it. */
  readonly seconds: { readonly making: number; readonly loading: number; readonly refreshing: number }
}

export const DEFAULT_DEMO_CUSTOMERS = 5000
export const DEFAULT_DEMO_SEED = 'kith'

/**
 * The demo's own time. The history arrives in the night before its last day; that day's orders and visits arrive two
 * minutes before midnight, so the ledger shows an order file of 2026-06-30 and profiles are minutes old.
 */
const HISTORY_ARRIVES = Date.parse('2026-06-30T00:30:00+08:00')
const LAST_DAY_ARRIVES = Date.parse('2026-06-30T23:58:00+08:00')
const LAST_DAY_FILE = /-2026-06-30\.csv$/

/** A clock that stands at an instant now and runs like the real one. */
const clockFrom = (start: number, real: Clock): Clock => {
  const begun = real()
  return () => start + (real() - begun)
}

/**
 * Makes the demo shop's files in `<home>/demo`, imports them like any shop's, and brings derived tables up to date. Models
 * are trained by whoever asks them first, or by the server in the background.
 * The planted truths stay in `<home>/demo/truths.json`, outside the store.
 *
 * @throws {KithError} CONFLICT when the store holds facts already
 */
export async function loadDemoShop({
  ctx,
  input,
}: {
  ctx: ServiceContext
  input: LoadDemoShopInput
}): Promise<LoadedDemoShop> {
  authorise(ctx, 'import')
  if (readFirstDay(ctx.store) !== null) {
    throw new KithError('CONFLICT', 'this store holds facts already, and the demo shop goes into an empty one', {
      hint: 'Set KITH_HOME to an empty folder, or remove the store file of this one.',
    })
  }
  const started = ctx.clock()
  const since = (instant: number): number => (ctx.clock() - instant) / 1000
  const seconds = { making: 0, loading: 0, refreshing: 0 }
  const stop = new AbortController()
  const { groups, made } = makeFiles(
    {
      customers: input.customers ?? DEFAULT_DEMO_CUSTOMERS,
      seed: input.seed ?? DEFAULT_DEMO_SEED,
      folder: join(ctx.home, 'demo'),
      dirty: input.dirty ?? false,
    },
    (done) => input.onProgress?.({ phase: 'making', ...done }),
    AbortSignal.any([ctx.signal, stop.signal]),
  )
  made.then(
    () => (seconds.making = since(started)),
    // The groups throw it.
    () => {},
  )
  const shop = seedShop(ctx)
  const lastDay: DemoFile[] = []
  async function* history(): AsyncGenerator<readonly RecordSource[]> {
    for await (const files of groups) {
      lastDay.push(...files.filter((file) => LAST_DAY_FILE.test(file.path)))
      yield openAll(
        files.filter((file) => !LAST_DAY_FILE.test(file.path)),
        shop,
        HISTORY_ARRIVES,
      )
    }
  }
  async function* ofLastDay(): AsyncGenerator<readonly RecordSource[]> {
    yield openAll(lastDay, shop, LAST_DAY_ARRIVES)
  }
  const results = []
  try {
    for (const [files, arrives] of [
      [history(), HISTORY_ARRIVES],
      [ofLastDay(), LAST_DAY_ARRIVES],
    ] as const) {
      results.push(
        await importFiles({
          store: ctx.store,
          vault: ctx.vault,
          shop,
          clock: clockFrom(arrives, ctx.clock),
          log: ctx.log,
          files,
          home: ctx.home,
          onProgress: (progress) => input.onProgress?.({ phase: 'loading', ...progress }),
          signal: ctx.signal,
        }),
      )
    }
  } finally {
    stop.abort()
  }
  const { truthsPath } = await made
  seconds.loading = since(started)

  input.onProgress?.({ phase: 'refreshing' })
  const refreshingFrom = ctx.clock()
  const refreshed = await refresh({ ctx: contextAfterLoading(ctx), input: { what: 'features', force: false } })
  seconds.refreshing = since(refreshingFrom)
  return {
    files: results.flatMap((result) => result.files),
    quarantineFile: results.find((result) => result.quarantine_file !== null)?.quarantine_file ?? null,
    warnings: results.flatMap((result) => result.warnings),
    truthsPath,
    refreshed,
    seconds,
  }
}

const openAll = (files: readonly DemoFile[], shop: Shop, now: number): Promise<RecordSource[]> =>
  Promise.all(
    files.map(({ path, kind }) =>
      openSource(path, { kind, zone: shop.zone, currency: shop.currency, now, companions: [] }),
    ),
  )

/** The shop that the files belong to; an empty store takes its name, zone, currency and rule of returns. */
function seedShop(ctx: ServiceContext): Shop {
  const { shop } = readDemoSettings()
  const row = {
    name: `${shop.name.zh} ${shop.name.en}`,
    timeZone: shop.time_zone,
    currency: shop.currency,
    weekStart: shop.week_start,
  }
  ensureShopRow(ctx.store, { ...row, createdAt: HISTORY_ARRIVES })
  updateShopRow(ctx.store, row)
  writeSettingValue(ctx.store, 'return_window_days', String(shop.return_window_days), HISTORY_ARRIVES)
  return { name: row.name, zone: timeZone(row.timeZone), currency: row.currency, weekStart: row.weekStart }
}

/** The context as a caller gets it once the facts are in: the demo's as-of, zone and time. */
function contextAfterLoading(ctx: ServiceContext): ServiceContext {
  const defaults = {
    name: ctx.shop.name,
    timeZone: ctx.shop.zone.name,
    currency: ctx.shop.currency,
    weekStart: ctx.shop.weekStart,
  }
  const { shop, newestAsOf } = loadShop(ctx.store, defaults, LAST_DAY_ARRIVES)
  const asOf = asOfEndOfDay(newestAsOf.day, shop.zone)
  return {
    ...ctx,
    shop,
    asOf,
    defaultAsOf: asOf,
    clock: clockFrom(LAST_DAY_ARRIVES + 30_000, ctx.clock),
    frame: { asOfDay: asOf.day, weekStart: shop.weekStart, firstDay: readFirstDay(ctx.store) ?? asOf.day },
  }
}
