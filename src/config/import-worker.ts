import { serveJob } from '../jobs/serve-job.ts'
import { systemClock } from '../lib/clock.ts'
import { createLog } from '../lib/log.ts'
import type { Actor } from '../services/access/actor.ts'
import type { ImportResult } from '../services/imports/import-report.ts'
import { runImport, type RunImportInput } from '../services/imports/run-import.ts'
import type { Config } from './env.ts'
import { openShop } from './open-shop.ts'

/** What the thread is handed: configuration and actor as whoever starts it knows them, and the import. */
export interface ImportWorkerData {
  readonly config: Config
  readonly version: string
  readonly actor: Actor
  readonly input: Omit<RunImportInput, 'onProgress'>
  /** Whether derived tables are recomputed afterwards. */
  readonly refreshes: boolean
}

await serveJob(async ({ data, report, signal }) => {
  const { config, version, actor, input, refreshes } = data as ImportWorkerData
  const { store, contextFor } = openShop({ config, clock: systemClock, log: createLog(config.LOG_LEVEL) })
  let result: ImportResult
  try {
    result = await runImport({ ctx: contextFor(actor, { signal }), input: { ...input, onProgress: report } })
  } finally {
    store.close()
  }
  if (refreshes && input.dryRun !== true) await recompute(config, version, actor)
  return result
})

/** Loads what recomputes only now: it is several times what an import needs. */
async function recompute(config: Config, version: string, actor: Actor): Promise<void> {
  const [{ createKith }, { refresh }] = await Promise.all([
    import('./create-kith.ts'),
    import('../services/refresh/refresh.ts'),
  ])
  const kith = createKith({ config, version })
  try {
    await refresh({ ctx: kith.contextFor(actor), input: { what: 'all', force: false } })
  } finally {
    await kith.close()
  }
}
