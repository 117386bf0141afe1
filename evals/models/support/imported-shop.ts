import { join } from 'node:path'
import { importFiles } from '../../../src/importing/import-files.ts'
import type { FileImportResult } from '../../../src/importing/pipeline.ts'
import { parseAsOf } from '../../../src/lib/as-of.ts'
import { systemClock } from '../../../src/lib/clock.ts'
import { createLog } from '../../../src/lib/log.ts'
import { timeZone } from '../../../src/lib/time-zone.ts'
import type { ToolSuccess } from '../../../src/lib/tool-result.ts'
import { createIdentifierVault } from '../../../src/privacy/create-identifier-vault.ts'
import type { ServiceContext } from '../../../src/services/context.ts'
import { loadShop } from '../../../src/services/shop/load-shop.ts'
import { openStore } from '../../../src/store/open.ts'
import { readFirstDay } from '../../../src/store/queries/shop/shop-row.ts'
import { findTool } from '../../../tools/registry.ts'
import { runTool } from '../../../tools/run-tool.ts'
import type { CheckFrame } from '../check.ts'

export interface ImportedShop {
  readonly files: readonly FileImportResult[]
  /** Calls a tool as the admin; throws when it fails, for a check cannot go on without. */
  readonly call: (name: string, args: Readonly<Record<string, unknown>>) => Promise<ToolSuccess>
}

export interface ShopFiles {
  /** Name of the shop and of the folder of its store. */
  readonly name: string
  readonly currency: string
  /** Below the data folder. */
  readonly files: readonly string[]
  /** Detected when left out. */
  readonly preset?: string
}

const opened = new Map<string, Promise<ImportedShop>>()

/** Public data in a store of its own; imported once for all checks of a run. */
export function importedShop(frame: CheckFrame, files: ShopFiles): Promise<ImportedShop> {
  const key = join(frame.scratch, files.name)
  const known = opened.get(key) ?? importShop(frame, files, key)
  opened.set(key, known)
  return known
}

/** UCI Online Retail by its preset. */
export const retailShop = (frame: CheckFrame): Promise<ImportedShop> =>
  importedShop(frame, {
    name: 'online-retail',
    currency: 'GBP',
    files: ['data/online-retail/onlineretail.csv.gz'],
    preset: 'online-retail',
  })

async function importShop(
  { dataFolder, scratch, seed }: CheckFrame,
  { name, currency, files: paths, preset }: ShopFiles,
  folder: string,
): Promise<ImportedShop> {
  const store = openStore(join(folder, 'kith.sqlite'))
  const vault = createIdentifierVault(Buffer.alloc(32, seed))
  const log = createLog('silent')
  const shop = { name, zone: timeZone('UTC'), currency, weekStart: 1 }
  const { files } = await importFiles({
    store,
    vault,
    shop,
    clock: systemClock,
    log,
    files: paths.map((path) => join(dataFolder, path)),
    options: preset === undefined ? {} : { preset },
  })
  const defaults = { name: shop.name, timeZone: shop.zone.name, currency: shop.currency, weekStart: shop.weekStart }
  const { newestAsOf } = loadShop(store, defaults, systemClock())
  const contextFor = (asOf: string | undefined): ServiceContext => {
    const at = asOf === undefined ? newestAsOf : parseAsOf(asOf, shop.zone)
    return {
      store,
      vault,
      clock: systemClock,
      log,
      shop,
      actor: { id: 'validate', role: 'admin', boundCustomerId: null, channel: 'cli', sharedChannel: false },
      language: 'en',
      asOf: at,
      defaultAsOf: newestAsOf,
      frame: { asOfDay: at.day, weekStart: shop.weekStart, firstDay: readFirstDay(store) ?? at.day },
      home: scratch,
      earlierResult: () => null,
      signal: new AbortController().signal,
    }
  }
  return {
    files,
    call: async (name, args) => {
      const tool = findTool(name)
      if (tool === undefined) throw new Error(`there is no tool ${name}`)
      const result = await runTool({ tool, args, resultId: 'r1', contextFor })
      if (!result.ok) throw new Error(`${name}: ${result.error.message}`)
      return result
    },
  }
}
