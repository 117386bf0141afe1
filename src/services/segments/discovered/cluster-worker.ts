import { serveJob } from '../../../jobs/serve-job.ts'
import type { ClusterRequest } from './cluster-request.ts'
import { findClusters } from './find-clusters.ts'

await serveJob(({ data }) => Promise.resolve(findClusters(data as ClusterRequest)))
