import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { InvalidInputError } from '../lib/errors.ts'
import { makeCatalogue } from './catalogue/make-catalogue.ts'
import { writeCustomerStory } from './customer-story.ts'
import { createShopFiles, type DemoKind } from './files/shop-files.ts'
import { SMALLEST_SHOP } from './people/roles.ts'
import { readDemoSettings } from './settings.ts'
import { openDemoShop } from './open-demo-shop.ts'
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
}

export interface DemoShopFiles {
  readonly files: readonly { readonly path: string; readonly kind: DemoKind }[]
  /** Planted parameters and lists. Only evals and tests may read it. */
  readonly truthsPath: string
}

const YIELD_EVERY = 200

/**
 * Writes the files of the demo shop: 2024-01-01 to 2026-06-30 in Asia/Shanghai, CNY.
 *
 * Deterministic: the same request gives the same bytes on every machine. Streams: memory does not grow with the number
 * of customers.
 *
 * @throws {InvalidInputError} when the shop is too small to hold the planted people
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
  for (let index = 0; index < customers; index++) {
    writeCustomerStory(shop, index)
    if ((index + 1) % YIELD_EVERY === 0) {
      request.onProgress?.({ customers: index + 1, of: customers })
      // Lets a server answer between two batches.
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  const planted = shop.finish()
  const written = files.close()
  const lists = truths.close()
  const truthsPath = join(folder, 'truths.json')
  writeFileSync(truthsPath, `${JSON.stringify({ ...planted, lists }, null, 1)}\n`)
  return { files: written, truthsPath }
}
