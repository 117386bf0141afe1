import type { Draws } from '../draws/draws.ts'
import { timeText, END, DAY } from '../files/wall-time.ts'
import type { ShopFiles } from '../files/shop-files.ts'
import type { DemoOrder } from '../orders/demo-order.ts'
import type { DemoSettings } from '../settings.ts'
import type { Shopper } from './shopper.ts'

/** Levels by the number of orders, each with the instant of the order that reached it, the first with the registration. */
function levelsOf(
  settings: DemoSettings,
  orders: readonly DemoOrder[],
  createdAt: number,
): { readonly level: string; readonly at: number }[] {
  return settings.shop.member_levels.flatMap(([level, needs]) => {
    const at = needs === 0 ? createdAt : orders[needs - 1]?.at
    return at === undefined ? [] : [{ level, at }]
  })
}

/** The customer's row, a further one for every rise of level, and every change of consent. */
export function writeCustomer(
  files: ShopFiles,
  settings: DemoSettings,
  shopper: Shopper,
  orders: readonly DemoOrder[],
  draws: Draws,
): void {
  const [first, ...rises] = levelsOf(settings, orders, shopper.createdAt)
  files.write('customers', {
    customer_id: shopper.id,
    created_at: timeText(shopper.createdAt),
    name: shopper.person.name,
    email: shopper.person.email,
    phone: shopper.person.phone,
    address: shopper.person.address,
    gender: shopper.gender === 'undisclosed' ? null : shopper.gender,
    birth_year: shopper.birthYear,
    age_band: shopper.ageBand,
    country: settings.shop.country,
    region: shopper.city.region,
    city: shopper.city.city,
    language: shopper.language,
    source: shopper.source,
    channel: shopper.app ? 'app' : 'web',
    member_level: first?.level ?? null,
    member_level_at: first === undefined ? null : timeText(first.at),
    // A protected attribute of every hundredth person or so; nothing in the shop depends on it.
    attributes: draws.chance(0.25) ? JSON.stringify({ ethnic_group: shopper.ethnicGroup }) : null,
  })
  for (const { level, at } of rises) {
    files.write('customers', {
      customer_id: shopper.id,
      created_at: timeText(shopper.createdAt),
      member_level: level,
      member_level_at: timeText(at),
    })
  }
  for (const kind of ['email', 'sms', 'profiling'] as const) {
    const state = shopper.consents[kind]
    files.write('consents', {
      customer_id: shopper.id,
      kind,
      granted: state.granted,
      changed_at: timeText(state.grantedAt),
      source: 'sign-up',
    })
    if (state.withdrawnAt !== null && state.withdrawnAt > state.grantedAt && state.withdrawnAt < END - DAY / 24) {
      files.write('consents', {
        customer_id: shopper.id,
        kind,
        granted: false,
        changed_at: timeText(state.withdrawnAt),
        source: 'account-page',
      })
    }
  }
}
