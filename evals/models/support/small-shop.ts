import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { generateDemoShop, type DemoFile } from '../../../src/demo/generate-demo-shop.ts'
import { importFiles } from '../../../src/importing/import-files.ts'
import { systemClock } from '../../../src/lib/clock.ts'
import { createLog } from '../../../src/lib/log.ts'
import { timeZone } from '../../../src/lib/time-zone.ts'
import type { ToolSuccess } from '../../../src/lib/tool-result.ts'
import { createIdentifierVault } from '../../../src/privacy/create-identifier-vault.ts'
import type { ServiceContext } from '../../../src/services/context.ts'
import { refresh } from '../../../src/services/refresh/refresh.ts'
import { loadShop } from '../../../src/services/shop/load-shop.ts'
import { openStore } from '../../../src/store/open.ts'
import { readFirstDay } from '../../../src/store/queries/shop/shop-row.ts'
import { findTool } from '../../../tools/registry.ts'
import { runTool } from '../../../tools/run-tool.ts'

export interface SmallShop {
  /** Folder of the generator's files and of the planted truths. */
  readonly folder: string
  readonly truths: unknown
  readonly call: (name: string, args: Readonly<Record<string, unknown>>) => Promise<ToolSuccess>
}

/** Kinds that no planted effect with an interval needs: reading them would be half of the time. */
const LEFT_OUT: ReadonlySet<DemoFile['kind']> = new Set([
  'articles',
  'competitor_prices',
  'exchange_rates',
  'relations',
  'signals',
  'tickets',
])

/** A small demo shop of a seed of its own, loaded into memory, given to `use` and thrown away. */
export async function withSmallShop<Value>(
  { folder, customers, seed }: { readonly folder: string; readonly customers: number; readonly seed: string },
  use: (shop: SmallShop) => Promise<Value>,
): Promise<Value> {
  const store = openStore(':memory:')
  try {
    const { files, truthsPath } = await generateDemoShop({ customers, seed, folder, dirty: false })
    const vault = createIdentifierVault(Buffer.alloc(32, seed))
    const log = createLog('silent')
    const own = { name: seed, zone: timeZone('Asia/Shanghai'), currency: 'CNY', weekStart: 1 }
    await importFiles({
      store,
      vault,
      shop: own,
      clock: systemClock,
      log,
      files: files.filter(({ kind }) => !LEFT_OUT.has(kind)).map(({ path }) => path),
      home: folder,
    })
    const defaults = { name: own.name, timeZone: own.zone.name, currency: own.currency, weekStart: own.weekStart }
    const { shop, newestAsOf: asOf } = loadShop(store, defaults, systemClock())
    const ctx: ServiceContext = {
      store,
      vault,
      clock: systemClock,
      log,
      shop,
      actor: { id: 'validate', role: 'admin', boundCustomerId: null, channel: 'cli', sharedChannel: false },
      language: 'en',
      asOf,
      defaultAsOf: asOf,
      frame: { asOfDay: asOf.day, weekStart: shop.weekStart, firstDay: readFirstDay(store) ?? asOf.day },
      home: folder,
      earlierResult: () => null,
      signal: new AbortController().signal,
    }
    await refresh({ ctx, input: { what: 'features', force: false } })
    return await use({
      folder,
      truths: JSON.parse(readFileSync(truthsPath, 'utf8')),
      call: async (name, args) => {
        const tool = findTool(name)
        if (tool === undefined) throw new Error(`there is no tool ${name}`)
        const result = await runTool({ tool, args, resultId: 'r1', contextFor: () => ctx })
        if (!result.ok) throw new Error(`${name}: ${result.error.message}`)
        return result
      },
    })
  } finally {
    store.close()
    rmSync(join(folder), { recursive: true, force: true })
  }
}
