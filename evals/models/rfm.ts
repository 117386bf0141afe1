import { mustEqual, type Check } from './check.ts'
import { readGzipCsv } from './support/read-gzip-csv.ts'
import { retailShop } from './support/imported-shop.ts'

interface ScoredCustomer {
  readonly customer_id: string
  readonly recency_days: number
  readonly frequency: number
  readonly monetary_minor: number
}

/**
 * RFM of every customer of a real shop, through import, store and tool, against the values computed by hand from the
 * file. The split counts recency from the day after the last one, so it is ours + 1; its money is gross.
 */
export const rfm: Check = {
  id: 'rfm',
  data: 'splits/retail-rfm.csv.gz',
  async run(frame) {
    const { call } = await retailShop(frame)
    const { data } = await call('score_rfm', { revenue: 'gross' })
    const { customers } = data as { readonly customers: readonly ScoredCustomer[] }
    const ours = new Map(customers.map((customer) => [Number(customer.customer_id), customer]))
    const expected = readGzipCsv(frame.dataFolder, 'splits/retail-rfm.csv.gz')
    const equal = expected.filter(([id = 0, r = 0, f = 0, m = 0]) => {
      const customer = ours.get(id)
      return (
        customer !== undefined &&
        customer.recency_days + 1 === r &&
        customer.frequency === f &&
        Math.abs(customer.monetary_minor / 100 - m) < 0.01
      )
    })
    const sum = customers.reduce((total, customer) => total + customer.monetary_minor, 0)
    return [
      mustEqual('customers', 4338, customers.length),
      mustEqual('customers with equal r, f, m', expected.length, equal.length),
      mustEqual('sum of gross revenue', '8911407.90', (sum / 100).toFixed(2)),
    ]
  },
}
