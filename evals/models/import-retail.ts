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
    const leftOut = files[0]?.left_out ?? {}
    return [
      mustEqual('lines read', 541_909, read),
      mustEqual('imported + duplicates + quarantined', read, settled),
      mustEqual('lines without a customer', 135_080, leftOut['no_customer'] ?? 0),
      mustEqual('cancellation lines', 9_288, leftOut['cancellation'] ?? 0),
      mustEqual('zero prices', 2_515, leftOut['zero_price'] ?? 0),
      mustEqual('negative adjustments', 2, leftOut['negative_adjustment'] ?? 0),
      mustEqual('repeated lines, kept', 5_268, leftOut['repeated_lines'] ?? 0),
    ]
  },
}
