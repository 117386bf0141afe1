import { mustEqual, type Check } from './check.ts'
import { importedShop } from './support/imported-shop.ts'

/** CDNOW, detected by itself: every purchase of every customer, the 80 of zero value among them, as the papers count. */
export const importCdnow: Check = {
  id: 'import-cdnow',
  data: 'cdnow/CDNOW_master.txt.gz',
  async run(frame) {
    const { files, call } = await importedShop(frame, {
      name: 'cdnow',
      currency: 'USD',
      files: ['data/cdnow/CDNOW_master.txt.gz'],
    })
    const read = files.reduce((sum, file) => sum + file.read, 0)
    const settled = files.reduce((sum, file) => sum + file.imported + file.duplicates + file.quarantined, 0)
    const { data } = await call('score_rfm', { revenue: 'gross', limit: 1 })
    const { total_customers: customers } = data as { readonly total_customers: number }
    return [
      mustEqual('lines read', 69_659, read),
      mustEqual('imported + duplicates + quarantined', read, settled),
      mustEqual('preset detected', 'cdnow', files[0]?.preset ?? 'none'),
      mustEqual('customers', 23_570, customers),
    ]
  },
}
