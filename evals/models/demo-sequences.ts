import { atLeast, mustEqual, type Check } from './check.ts'
import { demoShop } from './support/demo-shop.ts'

interface Item {
  readonly product_id: string
  readonly reason: { readonly code: string; readonly text: string }
}
interface Row {
  readonly customer_id: string
}

const JUDGED = 40

/** Customers who bought a tent in the last weeks and no stove since are shown a stove, for that reason. */
export const demoSequences: Check = {
  id: 'demo-sequences',
  data: 'demo shop',
  async run() {
    const { call, kinds } = await demoShop()
    const tents = [...kinds].filter(([, kind]) => kind === 'tents').map(([id]) => id)
    const stoves = [...kinds].filter(([, kind]) => kind === 'stoves').map(([id]) => id)
    const period = { from: '2026-05-20', to: '2026-07-01' }
    const { data } = await call('find_customers', {
      filters: [
        { field: 'product_id', op: 'in', value: tents, period },
        { field: 'product_id', op: 'not_in', value: stoves },
        { field: 'consent', op: 'eq', value: 'profiling' },
      ],
      limit: JUDGED,
    })
    const { customers } = data as { readonly customers: readonly Row[] }
    let shown = 0
    for (const { customer_id: customer } of customers) {
      const { data: list } = await call('recommend_products', { customer_id: customer })
      const { items } = list as { readonly items: readonly Item[] }
      if (items.some((item) => stoves.includes(item.product_id))) shown += 1
    }
    return [
      mustEqual('customers with a tent and no stove, at least 5', 'yes', customers.length >= 5 ? 'yes' : 'no'),
      atLeast('share of them whose ten hold a stove', 0.9, customers.length === 0 ? null : shown / customers.length, 2),
    ]
  },
}
