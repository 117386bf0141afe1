import { emptyHistory, type History } from '../../compute/recommend/interactions.ts'
import { MS_PER_DAY } from '../../lib/time-zone.ts'
import type { Store } from '../../store/open.ts'
import { readOwnLooks, readOwnPurchases, type OwnPurchase } from '../../store/queries/recommend/read-own-facts.ts'
import type { FittedShop } from './fitted-shop.ts'

/** What is known of who the list is for, read from the facts at the moment of asking. */
export interface ShopperHistory {
  readonly history: History
  readonly purchases: readonly OwnPurchase[]
  readonly purchased: ReadonlySet<string>
  /** Products that the customer said not to be interested in. */
  readonly unwanted: ReadonlySet<string>
  /** The latest product looked at, put in the cart or named in the session; null when none is recent. */
  readonly latestLook: { readonly productId: string; readonly event: string; readonly at: number } | null
}

/** Looks count for so many days, and so many of them. */
const LOOK_DAYS = 30
const MOST_LOOKS = 100
/** How much an event says, against 1 for a purchase. */
const LOOK_WEIGHTS: Readonly<Record<string, number>> = {
  product_view: 0.2,
  click: 0.2,
  favourite: 0.6,
  add_to_cart: 0.7,
  checkout: 0.7,
  share: 0.4,
}

/** A customer's purchases and recent looks, oldest first; a session's products are looks of this moment. */
export function shopperHistory(
  store: Store,
  {
    customerId,
    session,
    until,
    itemOf,
  }: {
    readonly customerId: string | null
    readonly session: readonly string[]
    readonly until: number
    readonly itemOf: FittedShop['itemOf']
  },
): ShopperHistory {
  const purchases = customerId === null ? [] : readOwnPurchases(store, customerId, until)
  const looks = customerId === null ? [] : readOwnLooks(store, customerId, until, MOST_LOOKS)
  const recent = looks.filter(
    ({ at, name }) => at >= until - LOOK_DAYS * MS_PER_DAY && LOOK_WEIGHTS[name] !== undefined,
  )
  const strongest = new Map<string, { weight: number; at: number }>()
  for (const { productId, name, at } of recent) {
    const weight = LOOK_WEIGHTS[name] ?? 0
    const known = strongest.get(productId)
    strongest.set(productId, { weight: Math.max(weight, known?.weight ?? 0), at: Math.max(at, known?.at ?? 0) })
  }
  const unwanted = new Set(looks.filter(({ name }) => name === 'not_interested').map(({ productId }) => productId))
  const events = [
    ...purchases.map(({ productId, at }) => ({ productId, at, weight: 1 })),
    ...[...strongest].map(([productId, { at, weight }]) => ({ productId, at, weight })),
    ...session.map((productId, place) => ({ productId, at: until + place, weight: LOOK_WEIGHTS['add_to_cart'] ?? 1 })),
  ]
    .filter(({ productId }) => !unwanted.has(productId) && itemOf(productId) >= 0)
    .toSorted((a, b) => a.at - b.at)
  const [newest] = recent
  const lastOfSession = session.at(-1)
  return {
    history:
      events.length === 0
        ? emptyHistory
        : {
            items: Int32Array.from(events, ({ productId }) => itemOf(productId)),
            weights: Float64Array.from(events, ({ weight }) => weight),
            days: Float64Array.from(events, ({ at }) => at / MS_PER_DAY),
          },
    purchases,
    purchased: new Set(purchases.map(({ productId }) => productId)),
    unwanted,
    latestLook:
      lastOfSession !== undefined
        ? { productId: lastOfSession, event: 'session', at: until }
        : newest === undefined
          ? null
          : { productId: newest.productId, event: newest.name, at: newest.at },
  }
}
