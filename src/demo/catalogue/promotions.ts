import type { Draws } from '../draws/draws.ts'
import { DAY, LAST_DAY, wallOf } from '../files/wall-time.ts'
import type { Catalogue, DemoProduct } from './make-catalogue.ts'

export interface Promotion {
  readonly id: string
  readonly name: string
  readonly fromDay: number
  /** First day after. */
  readonly untilDay: number
  readonly productId: string | null
  readonly category: string | null
  /** Share off the list price. */
  readonly discount: number
}

export interface PromotionBook {
  readonly all: readonly Promotion[]
  readonly discountOn: (product: DemoProduct, day: number) => number
}

const FESTIVALS = [
  ['618-2024', '618 2024', '2024-06-01', '2024-06-19', 0.1, ['skincare', 'home', 'electronics']],
  ['1111-2024', '双十一 2024', '2024-11-01', '2024-11-12', 0.15, ['skincare', 'kitchenware', 'electronics']],
  ['618-2025', '618 2025', '2025-06-01', '2025-06-19', 0.12, ['skincare', 'outdoor', 'electronics']],
  ['1111-2025', '双十一 2025', '2025-11-01', '2025-11-12', 0.18, ['skincare', 'pet food', 'electronics']],
  ['618-2026', '618 2026', '2026-06-01', '2026-06-19', 0.15, ['skincare', 'outdoor', 'kitchenware']],
] as const
const WEEKLY_DEALS = 60

/** Festival promotions of three categories each, and two-week deals of single products. */
export function makePromotions(catalogue: Catalogue, draws: Draws): PromotionBook {
  const all: Promotion[] = FESTIVALS.flatMap(([id, name, from, to, discount, categories]) =>
    categories.map((category) => ({
      id: `P-${id}-${category.replaceAll(' ', '-')}`,
      name,
      fromDay: wallOf(from) / DAY,
      untilDay: wallOf(to) / DAY,
      productId: null,
      category,
      discount,
    })),
  )
  for (let at = 0; at < WEEKLY_DEALS; at++) {
    const product = draws.pick(catalogue.products)
    const fromDay = LAST_DAY - 880 + draws.below(850)
    all.push({
      id: `P-deal-${String(at + 1).padStart(3, '0')}`,
      name: `两周特价 Two-week deal: ${product.id}`,
      fromDay,
      untilDay: Math.min(fromDay + 14, LAST_DAY + 1),
      productId: product.id,
      category: null,
      discount: draws.pick([0.1, 0.15, 0.2]),
    })
  }
  const ofProduct = new Map<string, Promotion[]>()
  const ofCategory = new Map<string, Promotion[]>()
  for (const one of all) {
    const [book, key] = one.productId === null ? [ofCategory, one.category ?? ''] : [ofProduct, one.productId]
    book.set(key, [...(book.get(key) ?? []), one])
  }
  const best = (list: readonly Promotion[] | undefined, day: number): number => {
    let discount = 0
    if (list === undefined) return discount
    for (const one of list) {
      if (one.fromDay <= day && day < one.untilDay) discount = Math.max(discount, one.discount)
    }
    return discount
  }
  return {
    all,
    discountOn: (product, day) =>
      Math.max(best(ofCategory.get(product.category.key), day), best(ofProduct.get(product.id), day)),
  }
}
