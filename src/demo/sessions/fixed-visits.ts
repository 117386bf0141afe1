import type { Catalogue } from '../catalogue/make-catalogue.ts'
import type { Draws } from '../draws/draws.ts'
import type { ShopFiles } from '../files/shop-files.ts'
import { MINUTE, timeText, wallOf } from '../files/wall-time.ts'
import type { Shopper } from '../people/shopper.ts'
import { openVisit, type Visitor } from './visit.ts'

/** What C-10023 keeps coming back to and has not bought. */
export const OPEN_INTERESTS = ['hiking shoes', 'tents', 'jackets', 'backpacks'] as const
/** When she looked at each of them. */
const LOOKS = ['2026-02-21', '2026-03-14', '2026-04-18'] as const
/** The shoes went into the cart this long before the end of the data. */
export const CART_AT = wallOf('2026-06-30', 23 + 51 / 60)

/** The visits that questions are asked about. */
export function writeFixedVisits(catalogue: Catalogue, files: ShopFiles, shopper: Shopper, draws: Draws): void {
  const visitor: Visitor = {
    customerId: shopper.id,
    anonymousId: null,
    device: 'mobile',
    channel: 'app',
    source: 'organic',
    campaign: null,
  }
  const productOf = (type: string): string =>
    type === 'hiking shoes'
      ? 'SKU-3301'
      : ((
          (catalogue.byType.get(type) ?? []).find((one) => one.brand === 'Trailwind') ?? catalogue.byType.get(type)?.[0]
        )?.id ?? '')
  if (shopper.id === 'C-20417') {
    for (const [n, query] of ['跑鞋', '跑步鞋 轻量', '跑鞋'].entries()) {
      const visit = openVisit(files, visitor, wallOf('2026-06-14', 20.2 + n * 24 * 5), draws, timeText)
      visit.add('page')
      visit.add('search', { query })
      for (const shoe of (catalogue.byType.get('running shoes') ?? [])
        .filter((one) => one.brand === 'Swiftfoot')
        .slice(0, 3)) {
        visit.add('product_view', { product_id: shoe.id })
      }
    }
    return
  }
  if (shopper.id !== 'C-10023') return
  for (const [n, date] of LOOKS.entries()) {
    const visit = openVisit(files, visitor, wallOf(date, 21 + n * 0.2), draws, timeText)
    visit.add('page')
    for (const type of OPEN_INTERESTS) visit.add('product_view', { product_id: productOf(type) })
    if (n === 2) visit.add('favourite', { product_id: productOf('tents') })
  }
  const last = openVisit(files, visitor, CART_AT - 6 * MINUTE, draws, timeText)
  last.add('page')
  last.add('search', { query: '登山鞋' }, 60)
  last.add('product_view', { product_id: 'SKU-3301' }, 120)
  last.add('add_to_cart', { product_id: 'SKU-3301' }, 180)
}
