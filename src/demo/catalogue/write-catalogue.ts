import { DAY, timeText } from '../files/wall-time.ts'
import type { ShopFiles } from '../files/shop-files.ts'
import { money } from '../orders/write-order.ts'
import type { Catalogue } from './make-catalogue.ts'
import type { PromotionBook } from './promotions.ts'
import { priceOn } from './price-steps.ts'

/** Products, their price history and the promotions. */
export function writeCatalogue(
  files: ShopFiles,
  catalogue: Catalogue,
  promotions: PromotionBook,
  lastDay: number,
): void {
  for (const product of catalogue.products) {
    const type = product.category.types.find((one) => one.key === product.type)
    files.write('products', {
      product_id: product.id,
      name: product.name,
      name_alternative: product.nameZh,
      category: product.category.key,
      subcategory: product.type,
      brand: product.brand,
      style: product.style,
      price: money(priceOn(product.prices, lastDay).priceMinor),
      cost: product.costKnown ? money(product.costMinor) : null,
      description: `${product.brand} ${type?.en ?? product.type}, ${product.style}. ${product.category.zh}·${type?.zh ?? ''}。`,
      status: 'active',
      created_at: timeText(product.createdDay * DAY + 9 * 3_600_000),
    })
    for (const step of product.prices) {
      files.write('prices', {
        product_id: product.id,
        valid_from: timeText(step.fromDay * DAY),
        price: money(step.priceMinor),
      })
    }
  }
  for (const one of promotions.all) {
    files.write('promotions', {
      promotion_id: one.id,
      name: one.name,
      starts_at: timeText(one.fromDay * DAY),
      ends_at: timeText(one.untilDay * DAY),
      product_id: one.productId,
      category: one.category,
      discount: one.discount,
    })
  }
}
