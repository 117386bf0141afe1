import { serveJob } from '../../jobs/serve-job.ts'
import { openStore } from '../../store/open.ts'
import { writeIndex, type IndexJob } from './refresh-text-index.ts'

await serveJob(async ({ data, signal }) => {
  const { path, ...job } = data as IndexJob & { readonly path: string }
  const store = openStore(path)
  try {
    return await writeIndex(store, null, job, signal)
  } finally {
    store.close()
  }
})
