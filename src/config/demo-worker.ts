import { serveJob } from '../jobs/serve-job.ts'
import type { Actor } from '../services/access/actor.ts'
import { loadDemoShop } from '../services/demo/load-demo-shop.ts'
import type { ImportProgress, ImportResult } from '../services/imports/import-report.ts'
import { createKith } from './create-kith.ts'
import type { Config } from './env.ts'

/** What the thread is handed: configuration and actor as the server knows them. */
export interface DemoWorkerData {
  readonly config: Config
  readonly version: string
  readonly actor: Actor
  /** How many; undefined leaves it to the demo shop. */
  readonly customers: number | undefined
}

/** Part of the time that making and loading take; the features take the rest. */
const LOADING_SHARE = 0.88

await serveJob(async ({ data, report, signal }) => {
  const { config, version, actor, customers } = data as DemoWorkerData
  const kith = createKith({ config, version })
  let progress: ImportProgress = { file: 'demo', rows: 0, rowsPerSecond: 0, share: 0, remainingSeconds: null }
  const tell = (part: Partial<ImportProgress>): void => report((progress = { ...progress, ...part }))
  try {
    const loaded = await loadDemoShop({
      ctx: kith.contextFor(actor, { signal }),
      input: {
        ...(customers === undefined ? {} : { customers }),
        onProgress: (step) => {
          // Files are loaded while others are made, so customers made tell how far the whole is.
          if (step.phase === 'making') tell({ share: (LOADING_SHARE * step.customers) / step.of })
          if (step.phase === 'loading') tell({ file: step.file, rows: step.rows, rowsPerSecond: step.rowsPerSecond })
          if (step.phase === 'refreshing') tell({ share: LOADING_SHARE })
        },
      },
    })
    const result: ImportResult = {
      files: loaded.files,
      quarantine_file: loaded.quarantineFile,
      warnings: loaded.warnings,
    }
    return result
  } finally {
    await kith.close()
  }
})
