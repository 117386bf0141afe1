import { asOfDate } from '../../lib/as-of.ts'
import { toMajor } from '../../lib/money.ts'
import { plainText } from '../../lib/plain-text.ts'
import type { Fact, ResultChart, ResultTable } from '../../lib/tool-result.ts'
import type { ShelfProduct } from '../../store/queries/recommend/read-shelf.ts'
import type { ServiceContext } from '../context.ts'
import { productName } from '../recommend/product-name.ts'
import type { ComparePricesData } from './compare-prices.ts'

/** Facts and table of compared prices: one row per product and competitor. */
export function presentComparison(
  ctx: ServiceContext,
  {
    data,
    shelf,
    product,
    category,
  }: {
    readonly data: ComparePricesData
    readonly shelf: ReadonlyMap<string, ShelfProduct>
    readonly product: ShelfProduct | null
    readonly category: string | null
  },
): { readonly facts: readonly Fact[]; readonly table: ResultTable; readonly chart: ResultChart | null } {
  const { currency } = ctx.shop
  const nameOf = (id: string): string => productName(shelf.get(id), id, ctx.language)
  const [first] = data.products
  const facts: Fact[] = [
    { id: 'as_of', label: 'As of', value: asOfDate(ctx.asOf), unit: 'date' },
    { id: 'compared', label: 'Products compared', value: data.compared, unit: 'products' },
    { id: 'dearer', label: 'Dearer here than at the cheapest', value: data.dearer, unit: 'products' },
    ...(data.seen_until === null
      ? []
      : [{ id: 'seen_until', label: 'Prices seen until', value: data.seen_until, unit: 'date' } as const]),
    ...(product === null
      ? []
      : [
          { id: 'product_id', label: 'Product', value: product.id, unit: 'id' } as const,
          { id: 'product', label: 'Product', value: nameOf(product.id), unit: 'text' } as const,
        ]),
    ...(category === null ? [] : [{ id: 'category', label: 'Category', value: category, unit: 'text' } as const]),
    ...(first === undefined
      ? []
      : [
          { id: 'first_product', label: 'Largest gap', value: nameOf(first.product_id), unit: 'text' } as const,
          { id: 'own_price', label: 'Own price', value: toMajor(first.own_price_minor, currency), unit: currency },
          { id: 'cheapest', label: 'Cheapest', value: plainText(first.cheapest, 80), unit: 'text' } as const,
          {
            id: 'cheapest_price',
            label: 'Its price',
            value: toMajor(first.competitors[0]?.price_minor ?? 0, currency),
            unit: currency,
          },
          { id: 'gap', label: 'Gap', value: first.gap_to_cheapest, unit: 'ratio' } as const,
        ]),
    ...data.competitors.slice(0, 3).flatMap((one, at): Fact[] => [
      { id: `competitor_${at + 1}`, label: 'Competitor', value: plainText(one.competitor, 80), unit: 'text' },
      { id: `competitor_${at + 1}_gap`, label: 'Median gap', value: one.median_gap, unit: 'ratio', n: one.products },
      { id: `competitor_${at + 1}_products`, label: 'Products', value: one.products, unit: 'products' },
      { id: `competitor_${at + 1}_dearer`, label: 'Share dearer here', value: one.dearer_share, unit: 'ratio' },
    ]),
  ]
  const rows = data.products.flatMap(({ product_id: id, own_price_minor: own, competitors }) =>
    competitors.map((one) => ({
      product: nameOf(id),
      product_id: id,
      own_price: toMajor(own, currency),
      competitor: plainText(one.competitor, 80),
      their_price: toMajor(one.price_minor, currency),
      gap: one.gap,
      seen_on: one.seen_on,
    })),
  )
  return {
    facts,
    table: {
      columns: [
        { key: 'product', label: 'Product', unit: 'text' },
        { key: 'product_id', label: 'Id', unit: 'id' },
        { key: 'own_price', label: 'Own price', unit: currency },
        { key: 'competitor', label: 'Competitor', unit: 'text' },
        { key: 'their_price', label: 'Their price', unit: currency },
        { key: 'gap', label: 'Gap', unit: 'ratio' },
        { key: 'seen_on', label: 'Seen on', unit: 'date' },
      ],
      rows,
      total_rows: rows.length,
    },
    chart: rows.length > 1 ? { type: 'bar', x: 'product', y: ['gap'] } : null,
  }
}
