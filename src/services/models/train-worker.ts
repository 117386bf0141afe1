import { serveJob } from '../../jobs/serve-job.ts'
import { timeZone } from '../../lib/time-zone.ts'
import { openStore } from '../../store/open.ts'
import { modelNamed } from './model-catalogue.ts'
import type { TrainWorkerData } from './run-training.ts'
import { trainModel } from './train-model.ts'

await serveJob(async ({ data, report, signal }) => {
  const { path, shop, model, ...rest } = data as TrainWorkerData
  const store = openStore(path)
  try {
    return await trainModel({
      ...rest,
      store,
      shop: { ...shop, zone: timeZone(shop.zone) },
      model: modelNamed(model),
      report,
      signal,
    })
  } finally {
    store.close()
  }
})
