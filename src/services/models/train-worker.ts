import { giveWay } from '../../jobs/give-way.ts'
import { serveJobs } from '../../jobs/serve-job.ts'
import { timeZone } from '../../lib/time-zone.ts'
import { openStore } from '../../store/open.ts'
import { modelNamed } from './model-catalogue.ts'
import { WORK, type TrainWorkerData } from './run-training.ts'

serveJobs(async ({ data, report, signal }) => {
  const { path, shop, model, task, ...rest } = data as TrainWorkerData
  giveWay()
  const store = openStore(path)
  try {
    return await WORK[task]({
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
