import { serveJob } from '../../../jobs/serve-job.ts'
import { compareMethods } from './compare-methods.ts'
import type { ComparisonRequest } from './judged-methods.ts'

await serveJob(({ data, report, signal }) =>
  Promise.resolve(
    compareMethods(data as ComparisonRequest, {
      onProgress: report,
      signal,
      seconds: () => process.cpuUsage().user / 1e6,
    }),
  ),
)
