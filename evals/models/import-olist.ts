import { mustEqual, type Check } from './check.ts'
import { importedShop } from './support/imported-shop.ts'

const NAMES = ['customers', 'orders', 'order_items', 'order_reviews', 'products', 'order_payments'] as const

/** The Olist sample in one command, each file detected by itself; a person is a `customer_unique_id`. */
export const importOlist: Check = {
  id: 'import-olist',
  data: 'olist-15k/*.csv.gz',
  async run(frame) {
    const { files, call } = await importedShop(frame, {
      name: 'olist',
      currency: 'BRL',
      files: NAMES.map((name) => `data/olist-15k/olist_${name}_dataset.csv.gz`),
    })
    const readOf = (name: string): number => files.find((file) => file.file.includes(`olist_${name}_`))?.read ?? -1
    const settled = files.every((file) => file.read === file.imported + file.duplicates + file.quarantined)
    const { facts } = await call('query_metrics', { metrics: ['customers', 'orders'], period: 'all' })
    const { table } = await call('describe_data', {})
    const customers = table?.rows.find((row) => row['table'] === 'customers')?.['rows'] ?? -1
    return [
      mustEqual('orders read', 15_000, readOf('orders')),
      mustEqual('items read', 17_071, readOf('order_items')),
      mustEqual('customer rows read', 15_000, readOf('customers')),
      mustEqual('reviews read', 14_944, readOf('order_reviews')),
      mustEqual('products read', 9_255, readOf('products')),
      mustEqual('read = imported + duplicates + quarantined in every file', 'yes', settled ? 'yes' : 'no'),
      mustEqual(
        'rows quarantined',
        0,
        files.reduce((sum, file) => sum + file.quarantined, 0),
      ),
      mustEqual('people', 14_904, Number(customers)),
      mustEqual(
        'figures of orders',
        'yes',
        facts.some((fact) => fact.id === 'orders' && Number(fact.value) > 14_000) ? 'yes' : 'no',
      ),
    ]
  },
}
