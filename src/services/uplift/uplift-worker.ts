import { serveJob } from '../../jobs/serve-job.ts'
import { learnUplift, type UpliftRequest } from './learn-uplift.ts'

await serveJob(({ data }) => Promise.resolve(learnUplift(data as UpliftRequest)))
