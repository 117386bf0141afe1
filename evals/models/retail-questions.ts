import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { createGunzip } from 'node:zlib'
import { parse } from 'csv-parse'
import { mustEqual, type Check } from './check.ts'
import { retailShop } from './support/imported-shop.ts'

interface Oracle {
  /** Pence by country in 2011. */
  readonly byCountry: ReadonlyMap<string, number>
  readonly november: { readonly netMinor: number; readonly orders: number }
  readonly both: { readonly customers: number; readonly beforeMinor: number; readonly afterMinor: number }
}

/** The three questions by plain loops over the file, sharing no code with the product. */
async function loopOverFile(path: string): Promise<Oracle> {
  const byCountry = new Map<string, number>()
  const novemberOrders = new Set<string>()
  let novemberMinor = 0
  const bought = { before: new Set<string>(), after: new Set<string>() }
  const netBy = { before: new Map<string, number>(), after: new Map<string, number>() }
  const add = (map: Map<string, number>, key: string, amount: number): void =>
    void map.set(key, (map.get(key) ?? 0) + amount)
  const rows = createReadStream(path)
    .pipe(createGunzip())
    .pipe(parse({ columns: true }))
  for await (const row of rows as AsyncIterable<Record<string, string>>) {
    const {
      InvoiceNo: invoice = '',
      Quantity,
      InvoiceDate: date = '',
      UnitPrice,
      CustomerID: customer = '',
      Country: country = '',
    } = row
    const quantity = Number(Quantity)
    const price = Number(UnitPrice)
    const isSale = !invoice.startsWith('C') && quantity > 0 && price > 0
    const isReturn = quantity < 0 && price > 0
    if (!isSale && !isReturn) continue
    const minor = Math.sign(quantity) * Math.round(Math.abs(quantity) * price * 100 + 1e-6)
    if (date.startsWith('2011')) add(byCountry, country, minor)
    if (date.startsWith('2011-11')) {
      novemberMinor += minor
      if (isSale) novemberOrders.add(invoice)
    }
    if (customer === '' || customer === 'NA') continue
    const side = date < '2011-06-01' ? 'before' : date >= '2011-07-01' ? 'after' : null
    if (side === null) continue
    add(netBy[side], customer, minor)
    if (isSale) bought[side].add(customer)
  }
  const both = [...bought.before].filter((customer) => bought.after.has(customer))
  const sum = (map: ReadonlyMap<string, number>): number =>
    both.reduce((total, customer) => total + (map.get(customer) ?? 0), 0)
  return {
    byCountry,
    november: { netMinor: novemberMinor, orders: novemberOrders.size },
    both: { customers: both.length, beforeMinor: sum(netBy.before), afterMinor: sum(netBy.after) },
  }
}

/** Questions about Online Retail whose answers a second way gives to the penny. */
export const retailQuestions: Check = {
  id: 'retail-questions',
  data: 'online-retail/onlineretail.csv.gz',
  async run(frame) {
    const oracle = await loopOverFile(join(frame.dataFolder, 'data/online-retail/onlineretail.csv.gz'))
    const { call } = await retailShop(frame)
    const top = await call('query_metrics', {
      metrics: ['net_revenue'],
      dimensions: ['country'],
      period: '2011',
      limit: 5,
    })
    const expected = [...oracle.byCountry].toSorted((a, b) => b[1] - a[1]).slice(0, 5)
    const shown = top.table?.rows
      .slice(0, 5)
      .map((row) => `${String(row['country'])} ${Number(row['net_revenue']).toFixed(2)}`)
    const november = await call('query_metrics', { metrics: ['aov'], period: '2011-11' })
    const valueOf = (result: typeof november, id: string): number =>
      Number(result.facts.find((fact) => fact.id === id)?.value)
    const before = { from: '2010-12-01', to: '2011-06-01' }
    const after = { from: '2011-07-01', to: '2011-12-10' }
    const both = await call('query_metrics', {
      metrics: ['customers', 'net_revenue'],
      period: 'all',
      filters: [
        { field: 'orders', op: 'gte', value: 1, period: before },
        { field: 'orders', op: 'gte', value: 1, period: after },
      ],
    })
    return [
      mustEqual(
        'five countries, 2011',
        expected.map(([name, minor]) => `${name} ${(minor / 100).toFixed(2)}`).join(', '),
        shown?.join(', ') ?? '',
      ),
      mustEqual(
        'average order value, November 2011',
        (oracle.november.netMinor / 100 / oracle.november.orders).toFixed(6),
        valueOf(november, 'aov').toFixed(6),
      ),
      mustEqual('orders, November 2011', oracle.november.orders, valueOf(november, 'orders')),
      mustEqual('customers before and after June 2011', oracle.both.customers, valueOf(both, 'customers')),
      mustEqual(
        'what they spent, before and after',
        [oracle.both.beforeMinor, oracle.both.afterMinor].map((minor) => (minor / 100).toFixed(2)).join(', '),
        ['part_1_net_revenue', 'part_2_net_revenue'].map((id) => valueOf(both, id).toFixed(2)).join(', '),
      ),
    ]
  },
}
