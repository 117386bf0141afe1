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
  readonly file: FileImportResult
  /** Calls a tool as the admin; throws when it fails, for a check cannot go on without. */
  readonly call: (name: string, args: Readonly<Record<string, unknown>>) => Promise<ToolSuccess>
}

const opened = new Map<string, Promise<ImportedShop>>()

/** UCI Online Retail in a store of its own, imported by its preset; once for all checks of a run. */
export function retailShop(frame: CheckFrame): Promise<ImportedShop> {
  const known = opened.get(frame.scratch) ?? importRetail(frame)
  opened.set(frame.scratch, known)
  return known
}

async function importRetail({ dataFolder, scratch, seed }: CheckFrame): Promise<ImportedShop> {
  const store = openStore(join(scratch, 'online-retail', 'kith.sqlite'))
  const vault = createIdentifierVault(Buffer.alloc(32, seed))
  const log = createLog('silent')
  const shop = { name: 'Online Retail', zone: timeZone('UTC'), currency: 'GBP', weekStart: 1 }
  const { files } = await importFiles({
    store,
    vault,
    shop,
    clock: systemClock,
    log,
    files: [join(dataFolder, 'data/online-retail/onlineretail.csv.gz')],
    options: { preset: 'online-retail' },
  })
  const [file] = files
  if (file === undefined) throw new Error('the import named no file')
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
    file,
    call: async (name, args) => {
      const tool = findTool(name)
      if (tool === undefined) throw new Error(`there is no tool ${name}`)
      const result = await runTool({ tool, args, resultId: 'r1', contextFor })
      if (!result.ok) throw new Error(`${name}: ${result.error.message}`)
      return result
    },
  }
}
