import type { AsOf } from '../../lib/as-of.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import type { Store } from '../../store/open.ts'
import { findNewestRun, readRun, type ModelRunRow } from '../../store/queries/models/model-runs.ts'
import type { ServiceContext } from '../context.ts'
import type { ModelDefinition } from './model-definition.ts'
import type { ReportCard } from './report-card.ts'

/** A stored run, decoded. */
export interface ModelRun<Parameters = unknown> {
  readonly id: string
  readonly model: string
  readonly version: number
  /** UTC ms, exclusive. */
  readonly trainedAsOf: number
  /** Date of the last day that it could learn from. */
  readonly trainedAsOfDate: string
  readonly trainedAt: number
  readonly ordersSeen: number
  readonly seed: string
  readonly parameters: Parameters
  readonly reportCard: ReportCard
}

type Frame = Pick<ServiceContext, 'store' | 'shop'>

/** Runs kept decoded per store: one of each model, and a few of the past. */
const MOST_DECODED = 12

const decoded = new WeakMap<Store, Map<string, ModelRun>>()

/** The newest run of a model that learnt from nothing after `asOf`; null when there is none yet. */
export function readModel<Parameters>(
  { store, shop }: Frame,
  model: ModelDefinition,
  asOf: AsOf,
): ModelRun<Parameters> | null {
  const newest = findNewestRun(store, { model: model.name, definition: model.definition, until: asOf.until })
  if (newest === undefined) return null
  const cache = decoded.get(store) ?? new Map<string, ModelRun>()
  decoded.set(store, cache)
  const key = `${newest.id}/${newest.trainedAt}`
  const known = cache.get(key)
  if (known !== undefined) return known as ModelRun<Parameters>
  const row = readRun(store, newest.id)
  if (row === undefined) return null
  const run = decode<Parameters>(row, shop)
  const [oldest] = cache.keys()
  if (cache.size >= MOST_DECODED && oldest !== undefined) cache.delete(oldest)
  cache.set(key, run)
  return run
}

function decode<Parameters>(row: ModelRunRow, shop: Frame['shop']): ModelRun<Parameters> {
  const { id, model, version, trainedAsOf, trainedAt, ordersSeen, seed } = row
  return {
    id,
    model,
    version,
    trainedAsOf,
    trainedAsOfDate: dateOfDay(shop.zone.dayOf(trainedAsOf - 1)),
    trainedAt,
    ordersSeen,
    seed,
    parameters: JSON.parse(row.parameters.toString('utf8')) as Parameters,
    reportCard: JSON.parse(row.reportCard) as ReportCard,
  }
}
