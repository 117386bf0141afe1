import { performance } from 'node:perf_hooks'
import { priceBands } from '../../compute/pricing/price-bands.ts'
import { stampFeatures } from '../../features/stamp-features.ts'
import { countRollups } from '../../store/queries/features/count-rollups.ts'
import { makePostponedEventIndexes } from '../../store/queries/events/postpone-event-indexes.ts'
import { readWatermark } from '../../store/queries/features/stamp-customer-features.ts'
import { rebuildRollups } from '../../store/queries/rollups/rebuild-rollups.ts'
import { PRICE_BANDS_WATERMARK, readPricedProducts, stampPriceBands } from '../../store/queries/products/price-bands.ts'
import { rebuildSessions } from '../../store/queries/rollups/rebuild-sessions.ts'
import { evaluateAlerts } from '../alerts/evaluate-alerts.ts'
import { findInterests } from '../customers/interests/find-interests.ts'
import { computeTags } from '../customers/tags/compute-tags.ts'
import { authorise } from '../access/authorise.ts'
import { stampCustomerMarks, type CustomerMark } from '../../store/queries/customers/customer-marks.ts'
import { recordAudit } from '../audit/record-audit.ts'
import { modelsAreFresh, refreshModels } from '../models/refresh-models.ts'
import type { ServiceContext } from '../context.ts'
import { refreshTextIndex, textIndexIsFresh } from '../text-index/refresh-text-index.ts'

export const REFRESH_TARGETS = ['features', 'models', 'index', 'all'] as const
export type RefreshTarget = (typeof REFRESH_TARGETS)[number]

export interface RefreshInput {
  readonly what: RefreshTarget
  /** Recompute what is up to date too, rollups and sessions included. */
  readonly force: boolean
}

export interface RefreshStep {
  readonly name: string
  /** False when it was up to date. */
  readonly done: boolean
  readonly rows: number
  readonly seconds: number
}

export interface RefreshResult {
  readonly steps: readonly RefreshStep[]
}

/**
 * Recomputes derived tables that are older than the facts or stand at another as-of than the default one; with `force`
 * all of them from the facts, which changes no byte of a table that was up to date besides its time of computing.
 */
export async function refresh({ ctx, input }: { ctx: ServiceContext; input: RefreshInput }): Promise<RefreshResult> {
  authorise(ctx, 'import')
  const steps: RefreshStep[] = []
  makePostponedEventIndexes(ctx.store)
  const wants = (target: RefreshTarget): boolean => input.what === 'all' || input.what === target
  if (wants('features')) {
    if (input.force) {
      steps.push(step('rollups', () => rebuild(ctx)))
      steps.push(step('sessions', () => rebuildSessions(ctx.store, ctx.shop.zone)))
    }
    // Before what is cut by them.
    steps.push(
      isFresh(ctx, PRICE_BANDS_WATERMARK) && !input.force
        ? upToDate('price_bands')
        : step('price_bands', () => stampBands(ctx)),
    )
    steps.push(
      isFresh(ctx, 'customer_features') && !input.force ? upToDate('features') : step('features', () => stamp(ctx)),
      isFresh(ctx, 'customer_marks') && !input.force ? upToDate('marks') : step('marks', () => stampMarks(ctx)),
    )
  }
  if (wants('models')) steps.push(await modelsStep(ctx, input.force))
  // New scores and new facts of a file may be what somebody wants to be told of.
  evaluateAlerts({ ...ctx, asOf: ctx.defaultAsOf }, { changed: null })
  if (wants('index')) steps.push(await indexStep(ctx, input.force))
  if (steps.some(({ done }) => done)) {
    recordAudit(ctx, {
      action: 'refresh',
      subject: input.what,
      details: { force: input.force, steps: steps.map(({ name, done, rows }) => ({ name, done, rows })) },
    })
  }
  return { steps }
}

function isFresh(ctx: ServiceContext, name: string): boolean {
  const watermark = readWatermark(ctx.store, name)
  return watermark !== null && watermark.factVersion === factVersionOf(ctx) && watermark.asOf === ctx.defaultAsOf.until
}

const factVersionOf = (ctx: ServiceContext): number => readWatermark(ctx.store, 'facts')?.factVersion ?? 0

/** Trains what is stale in a worker; questions are answered meanwhile by the models that served before. */
async function modelsStep(ctx: ServiceContext, force: boolean): Promise<RefreshStep> {
  if (!force && modelsAreFresh(ctx)) return upToDate('models')
  const started = performance.now()
  const models = await refreshModels(ctx, force)
  return {
    name: 'models',
    done: models.some(({ did }) => did === 'trained' || did === 'scored'),
    rows: models.reduce((sum, { predictions }) => sum + predictions, 0),
    seconds: Math.round(performance.now() - started) / 1000,
  }
}

/** Reviews and articles by meaning; built in a worker while the older index goes on serving. */
async function indexStep(ctx: ServiceContext, force: boolean): Promise<RefreshStep> {
  if (ctx.store.path === ':memory:' || (!force && (await textIndexIsFresh(ctx)))) return upToDate('index')
  const started = performance.now()
  const { texts } = await refreshTextIndex(ctx, force)
  return { name: 'index', done: true, rows: texts, seconds: Math.round(performance.now() - started) / 1000 }
}

const stamp = (ctx: ServiceContext): number =>
  stampFeatures(
    ctx.store,
    { asOf: ctx.defaultAsOf, shop: ctx.shop },
    { factVersion: factVersionOf(ctx), now: ctx.clock() },
  )

/** The third of its kind's prices that each product lies in. */
function stampBands(ctx: ServiceContext): number {
  const products = readPricedProducts(ctx.store, ctx.defaultAsOf.until)
  const bands = priceBands(
    products.map(({ priceMinor, subcategory, category }) => ({ price: priceMinor, groups: [subcategory, category] })),
  )
  return stampPriceBands(ctx.store, {
    bands: new Map(products.map(({ id }, at) => [id, bands[at] ?? null])),
    asOf: ctx.defaultAsOf.until,
    now: ctx.clock(),
  })
}

/** Tags and interests at the default as-of, so that a filter by one of them need not look at every fact. */
function stampMarks(ctx: ServiceContext): number {
  const standing = { ...ctx, asOf: ctx.defaultAsOf }
  const marks: CustomerMark[] = []
  for (const [customerId, tags] of computeTags(standing)) {
    for (const value of tags) marks.push({ kind: 'tag', value, customerId })
  }
  for (const [customerId, interests] of findInterests(standing, null)) {
    for (const { kind, value } of interests) marks.push({ kind, value, customerId })
  }
  return stampCustomerMarks(ctx.store, {
    marks,
    factVersion: factVersionOf(ctx),
    asOf: ctx.defaultAsOf.until,
    now: ctx.clock(),
  })
}

function rebuild(ctx: ServiceContext): number {
  rebuildRollups(ctx.store)
  return countRollups(ctx.store)
}

const upToDate = (name: string): RefreshStep => ({ name, done: false, rows: 0, seconds: 0 })

function step(name: string, run: () => number): RefreshStep {
  const started = performance.now()
  const rows = run()
  return { name, done: true, rows, seconds: Math.round(performance.now() - started) / 1000 }
}
