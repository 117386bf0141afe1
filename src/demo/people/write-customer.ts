import type { Draws } from '../draws/draws.ts'
import { timeText, END, DAY } from '../files/wall-time.ts'
import type { ShopFiles } from '../files/shop-files.ts'
import type { DemoOrder } from '../orders/demo-order.ts'
import type { DemoSettings } from '../settings.ts'
import type { Shopper } from './shopper.ts'

/** Level by the number of orders, and the instant of the order that reached it. */
function levelOf(
  settings: DemoSettings,
  orders: readonly DemoOrder[],
  createdAt: number,
): { level: string; at: number } {
  let reached = { level: settings.shop.member_levels[0]?.[0] ?? 'bronze', at: createdAt }
  for (const [level, needs] of settings.shop.member_levels) {
    const order = needs === 0 ? undefined : orders[needs - 1]
    if (order !== undefined) reached = { level, at: order.at }
  }
  return reached
}

/** The customer's row and every change of consent. */
export function writeCustomer(
  files: ShopFiles,
  settings: DemoSettings,
  shopper: Shopper,
  orders: readonly DemoOrder[],
  draws: Draws,
): void {
  const level = levelOf(settings, orders, shopper.createdAt)
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
    member_level: level.level,
    member_level_at: timeText(level.at),
    // A protected attribute of every hundredth person or so; nothing in the shop depends on it.
    attributes: draws.chance(0.25) ? JSON.stringify({ ethnic_group: shopper.ethnicGroup }) : null,
  })
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
