import { z } from 'zod'
import { NotFoundError } from '../../../../lib/errors.ts'
import { readProductsToChange } from '../../../../store/queries/actions/read-products-to-change.ts'
import type { ServiceContext } from '../../../context.ts'
import { defineAction, type ActionEffect } from '../../action-definition.ts'
import { namesOf } from './orders-in-question.ts'

const args = z.strictObject({
  assignments: z
    .array(
      z.strictObject({
        product_id: z.string().min(1).max(200),
        category: z.string().trim().min(1).max(120),
        subcategory: z.string().trim().min(1).max(120).nullable(),
      }),
    )
    .min(1)
    .max(5000),
})
type Args = z.output<typeof args>

/** Hands other categories of products to the shop's catalogue, as a file; they count here once the catalogue is imported. */
export const reclassifyProductsAction = defineAction({
  name: 'reclassify_products',
  args,
  proposeNeed: 'propose:decision',
  approveNeed: 'approve:all',
  needsSecondPerson: false,
  preview: (ctx, change) => effectOf(ctx, change).summary,
  effect: (ctx, change) => effectOf(ctx, change),
  execute: () => ({}),
  outbox: (_ctx, change, proposalId) => ({
    extension: 'json',
    content: `${JSON.stringify({ proposal_id: proposalId, action: 'reclassify_products', ...change }, null, 1)}\n`,
    outcome: { products: change.assignments.length },
  }),
})

function effectOf(ctx: ServiceContext, { assignments }: Args): ActionEffect {
  const ids = assignments.map((one) => one.product_id)
  const found = new Map(
    readProductsToChange(ctx.store, ids, { until: ctx.asOf.until, fromDay: ctx.asOf.day }).map((one) => [one.id, one]),
  )
  const missing = ids.find((id) => !found.has(id))
  if (missing !== undefined) throw new NotFoundError('product', missing.slice(0, 80))
  const changed = assignments.filter(
    ({ product_id: id, category, subcategory }) =>
      found.get(id)?.category !== category || (subcategory !== null && found.get(id)?.subcategory !== subcategory),
  )
  const [first] = changed
  const from = first === undefined ? '' : (found.get(first.product_id)?.category ?? '')
  const names = namesOf(ids, ctx.language)
  return {
    summary:
      ctx.language === 'zh'
        ? `调整 ${names} 的分类，其中 ${changed.length} 个会改变${first === undefined ? '' : `（如 ${first.product_id}：${from || '无'} → ${first.category}）`}。`
        : `Reclassify ${names}; ${changed.length} would change${first === undefined ? '' : ` (${first.product_id}: ${from || 'none'} → ${first.category})`}.`,
    facts: [
      { id: 'products', label: 'Products', value: ids.length, unit: 'products' },
      { id: 'changed', label: 'Would change', value: changed.length, unit: 'products' },
      { id: 'product_id', label: 'Product', value: ids[0] ?? null, unit: 'id' },
      { id: 'category', label: 'New category', value: assignments[0]?.category ?? null, unit: 'text' },
    ],
  }
}
