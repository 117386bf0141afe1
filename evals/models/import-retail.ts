import { mustEqual, type Check } from './check.ts'
import { retailShop } from './support/retail-shop.ts'

/** Every line of a real export is settled: imported, duplicate or quarantined, and what analyses leave out is counted. */
export const importRetail: Check = {
  id: 'import-retail',
  data: 'online-retail/onlineretail.csv.gz',
  async run(frame) {
    const { file } = await retailShop(frame)
    return [
      mustEqual('lines read', 541_909, file.read),
      mustEqual('imported + duplicates + quarantined', file.read, file.imported + file.duplicates + file.quarantined),
      {
        metric: 'left out, by reason',
        target: 'counted',
        ours: JSON.stringify(file.left_out),
        ok: Object.keys(file.left_out).length > 0,
      },
    ]
  },
}
