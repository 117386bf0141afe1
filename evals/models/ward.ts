import { agglomerate } from '../../src/compute/cluster/agglomerate.ts'
import { cutTree } from '../../src/compute/cluster/cut-tree.ts'
import { mustEqual, type Check } from './check.ts'
import { firstPoints, RFM_FILE, rfmPoints } from './support/rfm-points.ts'

/** Ward's clusters of the first 3,000 customers, cut into six, against a well-known peer. */
export const ward: Check = {
  id: 'ward',
  data: RFM_FILE,
  run(frame) {
    const { sizes } = cutTree(agglomerate(firstPoints(rfmPoints(frame).points, 3000), 'ward'), 6)
    const ours = [...sizes].toSorted((a, b) => a - b).join(', ')
    return Promise.resolve([mustEqual('sizes', '238, 459, 469, 489, 582, 763', ours)])
  },
}
