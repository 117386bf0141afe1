import { serveJob } from '../jobs/serve-job.ts'
import type { Actor } from '../services/access/actor.ts'
import { runImport, type RunImportInput } from '../services/imports/run-import.ts'
import { refresh } from '../services/refresh/refresh.ts'
import { createKith } from './create-kith.ts'
import type { Config } from './env.ts'

/** What the thread is handed: configuration and actor as the server knows them, and the import. */
export interface ImportWorkerData {
  readonly config: Config
  readonly version: string
  readonly actor: Actor
  readonly input: Omit<RunImportInput, 'onProgress'>
}

await serveJob(async ({ data, report, signal }) => {
  const { config, version, actor, input } = data as ImportWorkerData
  const kith = createKith({ config, version })
  try {
    const result = await runImport({ ctx: kith.contextFor(actor, { signal }), input: { ...input, onProgress: report } })
    if (input.dryRun !== true) await refresh({ ctx: kith.contextFor(actor), input: { what: 'all', force: false } })
    return result
  } finally {
    await kith.close()
  }
})
