import { copyFileSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { createKith } from '../../src/config/create-kith.ts'
import { readConfig } from '../../src/config/env.ts'
import { createLog } from '../../src/lib/log.ts'
import { seededRandom } from '../../src/lib/random.ts'
import type { ToolSuccess } from '../../src/lib/tool-result.ts'
import { loadAudience } from '../../src/services/audiences/store-audience.ts'
import { refresh } from '../../src/services/refresh/refresh.ts'
import type { AssessOrdersData } from '../../src/services/risk/assess-orders.ts'
import type { Store } from '../../src/store/open.ts'
import { EVAL_ADMIN } from '../agent/open-eval-shop.ts'
import { mustEqual, type Check, type CheckFrame } from './check.ts'
import { demoShop } from './support/demo-shop.ts'

/** Times that everybody of the demo shop gets a twin: with its 5,000 customers, 100,000 pairs. */
const ROUNDS = 20
const AGES = ['18-24', '25-34', '35-44', '45-54', '55+'] as const
const CITIES = ['Shanghai', 'Beijing', 'Chengdu', 'Wuhan', 'Shenyang'] as const

/** What a shop would do for and to each customer: offers, coupons, and orders that it would have somebody look at or hold. */
type Terms = ReadonlyMap<string, string>

/**
 * Everybody of the demo shop against a twin who bought the same on the same days and differs in gender, age, city, ethnic group
 * and device: no offer, coupon or review of an order may differ. Prices take no person at all.
 */
export const sameTerms: Check = {
  id: 'same-terms',
  data: 'the demo shop and twins of its customers',
  async run(frame) {
    const { home } = await demoShop()
    const own = await termsOf(frame, home, () => undefined)
    let [pairs, changed] = [0, 0]
    for (let round = 0; round < ROUNDS; round += 1) {
      const twins = await termsOf(frame, home, (store) => exchangePeople(store, `twins ${round}`))
      for (const [customer, terms] of own) {
        pairs += 1
        if (twins.get(customer) !== terms) changed += 1
      }
    }
    const treated = [...own.values()].filter((terms) => terms !== '').length
    return [
      { metric: 'pairs of people', target: '>= 100000', ours: pairs, ok: pairs >= 100_000 },
      {
        metric: 'people with an offer, a coupon or an order to look at',
        target: '> 1000',
        ours: treated,
        ok: treated > 1000,
      },
      mustEqual('pairs whose terms differ', 0, changed),
    ]
  },
}

async function termsOf({ scratch }: CheckFrame, home: string, change: (store: Store) => void): Promise<Terms> {
  const folder = join(scratch, 'same-terms')
  mkdirSync(folder, { recursive: true })
  try {
    for (const name of ['kith.sqlite', 'key']) copyFileSync(join(home, name), join(folder, name))
    const config = readConfig({
      KITH_HOME: folder,
      KITH_TIMEZONE: 'Asia/Shanghai',
      KITH_CURRENCY: 'CNY',
      LOG_LEVEL: 'error',
    })
    const kith = createKith({ config, version: 'eval', log: createLog('error') })
    const ctx = kith.contextFor(EVAL_ADMIN)
    change(ctx.store)
    await refresh({ ctx, input: { what: 'features', force: true } })
    const call = async (name: string, args: Readonly<Record<string, unknown>>): Promise<ToolSuccess> => {
      const result = await kith.callTool(EVAL_ADMIN, name, args)
      if (!result.ok) throw new Error(`${name}: ${result.error.message}`)
      return result
    }
    const ids = ctx.store.sqlite.prepare<[], string>('SELECT id FROM customers').pluck().all()
    const terms = new Map<string, string[]>(ids.map((id) => [id, []]))
    const { actions } = (await call('plan_winback', { limit: 10_000 })).data as {
      readonly actions: readonly { readonly customer_id: string }[]
    }
    for (const action of actions) terms.get(action.customer_id)?.push(JSON.stringify(action))
    for (const { customerId, isHoldout } of await coupons(call, ctx)) {
      terms.get(customerId)?.push(`coupon${isHoldout ? ' held out' : ''}`)
    }
    const { flagged } = (await call('assess_orders', { period: 'all' })).data as AssessOrdersData
    for (const order of flagged) {
      terms.get(order.customer_id ?? '')?.push(`${order.order_id} ${order.tier} ${order.score.toFixed(6)}`)
    }
    await kith.close()
    return new Map([...terms].map(([id, list]) => [id, list.toSorted().join('; ')]))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Who would get a coupon under a rule of behaviour that everybody may meet, and who is held out. */
async function coupons(
  call: (name: string, args: Readonly<Record<string, unknown>>) => Promise<ToolSuccess>,
  ctx: Parameters<typeof loadAudience>[0],
): Promise<readonly { readonly customerId: string; readonly isHoldout: boolean }[]> {
  await call('propose_action', {
    action: 'send_coupon',
    target: { filters: [{ field: 'net_revenue', op: 'gte', value: 500 }] },
    parameters: { discount: 0.1 },
  })
  const args = ctx.store.sqlite
    .prepare<[], string>('SELECT args FROM proposals ORDER BY rowid DESC LIMIT 1')
    .pluck()
    .get()
  const { audience_id: audience } = JSON.parse(args ?? '{}') as { readonly audience_id: string }
  return loadAudience(ctx, audience).members
}

/** Other genders, ages, cities, ethnic groups and devices for everybody; what they bought, when and for how much stays. */
function exchangePeople({ sqlite }: Store, seed: string): void {
  const random = seededRandom(seed)
  const pick = <Value>(list: readonly Value[]): Value => list[Math.floor(random() * list.length)] as Value
  const person = sqlite.prepare('UPDATE customers SET gender = ?, age_band = ?, city = ? WHERE id = ?')
  const ethnic = sqlite.prepare(
    "UPDATE customer_attributes SET value = ? WHERE name = 'ethnic_group' AND customer_id = ?",
  )
  const places = sqlite.prepare('UPDATE orders SET city = ? WHERE customer_id = ?')
  // The same device on the same orders, only the other one: a change of devices stays a change.
  const devices = sqlite.prepare(
    "UPDATE orders SET device = CASE device WHEN 'mobile' THEN 'desktop' WHEN 'desktop' THEN 'mobile' ELSE device END WHERE customer_id = ?",
  )
  sqlite.transaction(() => {
    for (const id of sqlite.prepare<[], string>('SELECT id FROM customers').pluck().all()) {
      const city = pick(CITIES)
      person.run(pick(['female', 'male']), pick(AGES), city, id)
      ethnic.run(pick(['a', 'b']), id)
      places.run(city, id)
      if (random() < 0.5) devices.run(id)
    }
  })()
}
