import { z } from 'zod'
import { InvalidInputError, NotFoundError } from '../../../../lib/errors.ts'
import { formatFigure } from '../../../../lib/format-figure.ts'
import { toMajor } from '../../../../lib/money.ts'
import { featuresOf } from '../../../population/population-frame.ts'
import type { ServiceContext } from '../../../context.ts'
import { defineAction, type ActionEffect } from '../../action-definition.ts'
import { namesOf } from './orders-in-question.ts'

const args = z.strictObject({
  customer_ids: z.array(z.string().min(1).max(200)).min(2).max(20),
  /** The id that stays; the one with the most orders where nobody says. */
  keep: z.string().min(1).max(200).nullable(),
})
type Args = z.output<typeof args>

/** Asks the shop's system, by a file, to merge accounts of one person; here they are one once the merged data is imported. */
export const mergeCustomersAction = defineAction({
  name: 'merge_customers',
  args,
  proposeNeed: 'propose:decision',
  approveNeed: 'approve:all',
  needsSecondPerson: false,
  preview: (ctx, merge) => effectOf(ctx, merge).summary,
  effect: (ctx, merge) => effectOf(ctx, merge),
  execute: () => ({}),
  outbox(ctx, merge, proposalId) {
    const { keep, others } = accountsOf(ctx, merge)
    return {
      extension: 'json',
      content: `${JSON.stringify({ proposal_id: proposalId, action: 'merge_customers', keep, merge: others }, null, 1)}\n`,
      outcome: { customers: merge.customer_ids.length },
    }
  },
})

function accountsOf(ctx: ServiceContext, { customer_ids: written, keep }: Args) {
  const features = featuresOf(ctx)
  const ids = [...new Set(written)]
  const missing = ids.find((id) => features.positionOf(id) < 0)
  if (missing !== undefined) throw new NotFoundError('customer', missing.slice(0, 80))
  if (ids.length < 2 || (keep !== null && !ids.includes(keep))) {
    throw new InvalidInputError('merging takes at least two accounts, and the one to keep among them', {
      field: 'customer_ids',
      hint: 'find_duplicate_customers lists accounts that are one person.',
    })
  }
  const orders = (id: string): number => features.frequency[features.positionOf(id)] ?? 0
  const kept = keep ?? ids.toSorted((a, b) => orders(b) - orders(a))[0] ?? ''
  return { features, orders, keep: kept, others: ids.filter((id) => id !== kept) }
}

function effectOf(ctx: ServiceContext, merge: Args): ActionEffect {
  const { features, orders, keep, others } = accountsOf(ctx, merge)
  const all = [keep, ...others]
  const sum = (of: (id: string) => number): number => all.reduce((total, id) => total + of(id), 0)
  const net = sum((id) => features.netMinor[features.positionOf(id)] ?? 0)
  const { currency } = ctx.shop
  const money = formatFigure(toMajor(net, currency), currency, { language: ctx.language })
  const names = namesOf(others, ctx.language)
  const total = sum(orders)
  return {
    summary:
      ctx.language === 'zh'
        ? `把账户 ${names} 并入 ${keep}：合并后共 ${total} 单，净销售额 ${money}。合并后难以拆分。`
        : `Merge the accounts ${names} into ${keep}: together ${total} orders and a net revenue of ${money}. A merge is hard to undo.`,
    facts: [
      { id: 'customers', label: 'Accounts', value: all.length, unit: 'customers' },
      { id: 'keep', label: 'Kept', value: keep, unit: 'id' },
      { id: 'merged', label: 'Merged into it', value: others[0] ?? null, unit: 'id' },
      { id: 'orders', label: 'Orders together', value: total, unit: 'orders' },
    ],
  }
}
