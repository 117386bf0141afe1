import { mustEqual, type Check } from './check.ts'
import { retailShop } from './support/imported-shop.ts'

/** Every line of a real export is settled: imported, duplicate or quarantined, and what analyses leave out is counted. */
export const importRetail: Check = {
  id: 'import-retail',
  data: 'online-retail/onlineretail.csv.gz',
  async run(frame) {
    const { files } = await retailShop(frame)
    const read = files.reduce((sum, file) => sum + file.read, 0)
    const settled = files.reduce((sum, file) => sum + file.imported + file.duplicates + file.quarantined, 0)
    return [
      mustEqual('lines read', 541_909, read),
      mustEqual('imported + duplicates + quarantined', read, settled),
      {
        metric: 'left out, by reason',
        target: 'counted',
        ours: JSON.stringify(files[0]?.left_out),
        ok: Object.keys(files[0]?.left_out ?? {}).length > 0,
      },
    ]
  },
}
