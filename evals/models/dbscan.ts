import { dbscan as findDense } from '../../src/compute/cluster/dbscan.ts'
import { mustEqual, type Check } from './check.ts'
import { firstPoints, RFM_FILE, rfmPoints } from './support/rfm-points.ts'

/** DBSCAN of the first 5,000 customers against a well-known peer. */
export const dbscan: Check = {
  id: 'dbscan',
  data: RFM_FILE,
  run(frame) {
    const found = findDense(firstPoints(rfmPoints(frame).points, 5000), { radius: 0.35, minimum: 10 })
    return Promise.resolve([mustEqual('clusters', 3, found.sizes.length), mustEqual('noise', 25, found.noise)])
  },
}
