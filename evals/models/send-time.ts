import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { judgeSendHours } from '../../src/compute/timing/judge-send-hours.ts'
import { atLeast, atMost, mustEqual, type Check } from './check.ts'
import { demoShop } from './support/demo-shop.ts'

/** Hours of every customer's orders, oldest first. */
function orderHours(dataFolder: string): number[][] {
  const file = gunzipSync(readFileSync(join(dataFolder, 'data/online-retail/onlineretail.csv.gz')))
  const orders = new Map<string, Map<string, string>>()
  for (const row of parse(file, { columns: true }) as readonly Readonly<Record<string, string>>[]) {
    const { InvoiceNo = '', CustomerID = '', InvoiceDate = '' } = row
    if (CustomerID === '' || InvoiceNo.startsWith('C')) continue
    if (!(Number(row['Quantity']) > 0 && Number(row['UnitPrice']) > 0)) continue
    const own = orders.get(CustomerID) ?? new Map<string, string>()
    orders.set(CustomerID, own)
    const known = own.get(InvoiceNo)
    if (known === undefined || InvoiceDate < known) own.set(InvoiceNo, InvoiceDate)
  }
  return [...orders.values()].map((own) => [...own.values()].toSorted().map((at) => Number(at.slice(11, 13))))
}

/** The hour of each customer's last order from the earlier ones, pulled to the population. */
const retail: Check = {
  id: 'send-time',
  data: 'data/online-retail/onlineretail.csv.gz',
  run({ dataFolder }) {
    const scores = judgeSendHours(orderHours(dataFolder))
    return Promise.resolve([
      mustEqual('customers with three orders or more', 2010, scores?.n ?? 0),
      atLeast('last hour among the three best', 0.494, scores?.top3 ?? 0, 4),
      atMost('log-loss', 2.2166, scores?.logLoss ?? Infinity, 4),
    ])
  },
}

const ASKED = 60

/** The planted hour of each person found again from their orders. */
const demo: Check = {
  id: 'demo-send-time',
  data: 'demo shop',
  async run() {
    const { call, planted } = await demoShop()
    const lively = [...planted.values()].map(
      (one) => one as typeof one & { readonly active_hour: number; readonly orders: number },
    )
    const distances: number[] = []
    for (const { customer, active_hour: hour } of lively.filter(({ orders }) => orders >= 20).slice(0, ASKED)) {
      const { data } = await call('best_send_time', { customer_id: customer, goal: 'order' })
      const [best] = (data as { readonly best: readonly number[] }).best
      if (best !== undefined) distances.push(Math.abs(best + 0.5 - hour))
    }
    const sorted = distances.toSorted((a, b) => a - b)
    return [
      atMost('best hour from the planted one, hours (median)', 1.5, sorted[Math.floor(sorted.length / 2)] ?? null, 1),
    ]
  },
}

export const sendTime: readonly Check[] = [retail, demo]
