import { z } from 'zod'
import { NotFoundError } from '../../../../lib/errors.ts'
import { formatFigure } from '../../../../lib/format-figure.ts'
import { toMajor } from '../../../../lib/money.ts'
import { readProductsToChange } from '../../../../store/queries/actions/read-products-to-change.ts'
import type { ServiceContext } from '../../../context.ts'
import { defineAction, type ActionEffect } from '../../action-definition.ts'
import { say } from '../../../say.ts'

/** List prices only: there is no argument that could take a person, a segment or a place. */
const args = z.strictObject({
  prices: z
    .array(
      z.strictObject({
        product_id: z.string().min(1).max(200),
        from_minor: z.int().positive(),
        to_minor: z.int().positive(),
      }),
    )
    .min(1)
    .max(1000),
})
type Args = z.output<typeof args>

const SOLD_DAYS = 30

/** Hands new list prices, the same for everyone, to the shop's system as a file; they count here once they are imported. */
export const changePriceAction = defineAction({
  name: 'change_price',
  args,
  proposeNeed: 'propose:action',
  approveNeed: 'approve:all',
  needsSecondPerson: true,
  preview: (ctx, change) => effectOf(ctx, change).summary,
  effect: (ctx, change) => effectOf(ctx, change),
  execute: () => ({}),
  outbox(ctx, { prices }, proposalId) {
    const { currency } = ctx.shop
    const steps = prices.map(({ product_id, from_minor: from, to_minor: to }) => ({
      product_id,
      from: toMajor(from, currency),
      to: toMajor(to, currency),
      currency,
    }))
    return {
      extension: 'json',
      content: `${JSON.stringify({ proposal_id: proposalId, action: 'change_price', prices: steps }, null, 1)}\n`,
      outcome: { products: steps.length },
    }
  },
})

function effectOf(ctx: ServiceContext, { prices }: Args): ActionEffect {
  const found = new Map(
    readProductsToChange(
      ctx.store,
      prices.map((one) => one.product_id),
      { until: ctx.asOf.until, fromDay: ctx.asOf.day + 1 - SOLD_DAYS },
    ).map((product) => [product.id, product]),
  )
  const { currency } = ctx.shop
  const [first] = prices
  const missing = prices.find((one) => !found.has(one.product_id))
  if (first === undefined || missing !== undefined) throw new NotFoundError('product', missing?.product_id ?? '')
  const money = (minor: number): number => toMajor(minor, currency)
  const inWords = (minor: number): string => formatFigure(money(minor), currency, { language: ctx.language })
  const units = [...found.values()].reduce((sum, one) => sum + one.unitsSold, 0)
  const below = prices.filter(({ product_id: id, to_minor: to }) => to < (found.get(id)?.costMinor ?? 0)).length
  const change = first.to_minor / first.from_minor - 1
  const what =
    prices.length === 1
      ? `${first.product_id}${ctx.language === 'zh' ? '：' : ': '}${inWords(first.from_minor)} → ${inWords(first.to_minor)}`
      : `${prices.length} × ${Math.round(change * 1000) / 10} %`
  return {
    summary:
      ctx.language === 'zh'
        ? `调整标价（对所有人相同），${what}；近 ${SOLD_DAYS} 天售出 ${units} 件${below > 0 ? `；其中 ${below} 个商品低于成本` : ''}。`
        : `Change the list price, the same for everyone: ${what}; ${units} units sold in the last ${SOLD_DAYS} days${below > 0 ? `; ${below} below cost` : ''}.`,
    facts: [
      { id: 'products', label: 'Products', value: prices.length, unit: 'products' },
      { id: 'product_id', label: 'Product', value: first.product_id, unit: 'id' },
      { id: 'price_from', label: 'Price now', value: money(first.from_minor), unit: currency },
      { id: 'price_to', label: 'New price', value: money(first.to_minor), unit: currency },
      { id: 'price_change', label: 'Change', value: change, unit: 'ratio' },
      { id: 'units_sold', label: 'Units sold in the last 30 days', value: units, unit: 'units' },
      { id: 'below_cost', label: 'Products below cost', value: below, unit: 'products' },
    ],
    warnings: below > 0 ? [say(ctx, 'the new price is below the unit cost', '新价格低于单位成本')] : [],
  }
}
