import type { Runtime } from '../channels/runtime.ts'
import { loadDemoShop } from '../services/demo/load-demo-shop.ts'
import { summariseShop } from '../services/shop/summarise-shop.ts'

const STARTER = {
  id: 'start',
  role: 'admin',
  boundCustomerId: null,
  channel: 'job',
  sharedChannel: false,
} as const

/** Loads the demo shop into a store that holds nothing yet; says in one line what is there. */
export async function loadDemoWhenEmpty(runtime: Runtime, say: (text: string) => void): Promise<string> {
  const size = () => summariseShop({ ctx: runtime.contextFor(STARTER) })
  if (size().orders === 0) {
    say('The store is empty: making the demo shop, about half a minute.\n')
    await loadDemoShop({ ctx: runtime.contextFor(STARTER), input: {} })
  }
  const { shop, customers, orders, as_of: asOf } = size()
  return `${shop}: ${customers.toLocaleString('en')} customers and ${orders.toLocaleString('en')} orders, as of ${asOf}.`
}
