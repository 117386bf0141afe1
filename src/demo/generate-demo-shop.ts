import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { InvalidInputError, KithError } from '../lib/errors.ts'
import { makeCatalogue } from './catalogue/make-catalogue.ts'
import { writeCustomerStory } from './customer-story.ts'
import { createShopFiles, type DemoFile } from './files/shop-files.ts'
import { SMALLEST_SHOP } from './people/roles.ts'
import { readDemoSettings } from './settings.ts'
import { openDemoShop, WRITTEN_FIRST } from './open-demo-shop.ts'
import { createTruthLedger } from './truths/ledger.ts'

export interface DemoShopRequest {
  /** Number of customers; the smallest shop that holds every planted person is 166. */
  readonly customers: number
  readonly seed: string | number
  /** Where the files go; made when it is not there. */
  readonly folder: string
  /** Spoils a counted number of rows the way that exports of real shops are spoilt. */
  readonly dirty: boolean
  readonly onProgress?: (done: { readonly customers: number; readonly of: number }) => void
  /** Files that are finished, in the order in which they can be loaded: the catalogue, people by people, the rest. */
  readonly onFiles?: (files: readonly DemoFile[]) => void
  readonly signal?: AbortSignal
}

export type { DemoFile } from './files/shop-files.ts'

export interface DemoShopFiles {
  readonly files: readonly DemoFile[]
  /** Planted parameters and lists. Only evals and tests may read it. */
  readonly truthsPath: string
}

const YIELD_EVERY = 200
const PEOPLE_PER_PART = 1000

/**
 * Writes the files of the demo shop: 2024-01-01 to 2026-06-30 in Asia/Shanghai, CNY.
 *
 * Deterministic: the same request gives the same bytes on every machine. Streams: memory does not grow with the number
 * of customers.
 *
 * @throws {InvalidInputError} when the shop is too small to hold the planted people
 * @throws {KithError} CANCELLED through the signal
 */
export async function generateDemoShop(request: DemoShopRequest): Promise<DemoShopFiles> {
  const { customers, folder } = request
  if (!Number.isSafeInteger(customers) || customers < SMALLEST_SHOP) {
    throw new InvalidInputError(`a demo shop of ${customers} customers cannot hold the planted people`, {
      field: 'customers',
      hint: `Ask for ${SMALLEST_SHOP} or more.`,
    })
  }
  mkdirSync(folder, { recursive: true })
  const settings = readDemoSettings()
  const files = createShopFiles(folder, customers, request.dirty)
  const seed = String(request.seed)
  const catalogue = makeCatalogue(settings, seed)
  const truths = createTruthLedger(folder, catalogue.products.length)
  const shop = openDemoShop({ settings, seed, size: customers, dirty: request.dirty, files, catalogue, truths })
  const ended = (done: readonly DemoFile[]): void => request.onFiles?.(done)
  ended(files.endKinds(WRITTEN_FIRST))
  for (let index = 0; index < customers; index++) {
    writeCustomerStory(shop, index)
    if ((index + 1) % PEOPLE_PER_PART === 0) ended(files.endPart())
    if ((index + 1) % YIELD_EVERY === 0) {
      request.onProgress?.({ customers: index + 1, of: customers })
      // Lets a server answer, and a wish to stop be heard, between two batches.
      await new Promise((resolve) => setImmediate(resolve))
      if (request.signal?.aborted === true) throw new KithError('CANCELLED', 'the making of the demo shop was stopped')
    }
  }
  const planted = shop.finish()
  ended(files.endAll())
  const lists = truths.close()
  const truthsPath = join(folder, 'truths.json')
  writeFileSync(truthsPath, `${JSON.stringify({ ...planted, lists }, null, 1)}\n`)
  return { files: files.list(), truthsPath }
}
