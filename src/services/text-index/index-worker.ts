import { serveJob } from '../../jobs/serve-job.ts'
import { openStore } from '../../store/open.ts'
import { gatherTexts } from './gather-texts.ts'
import { writeIndex, type IndexJob } from './refresh-text-index.ts'

await serveJob(async ({ data, signal }) => {
  const { path, only, ...job } = data as IndexJob & { readonly path: string; readonly only?: 'gather' }
  const store = openStore(path)
  try {
    return only === 'gather'
      ? await gatherTexts(store, { ...job, remote: null })
      : await writeIndex(store, null, job, signal)
  } finally {
    store.close()
  }
})
