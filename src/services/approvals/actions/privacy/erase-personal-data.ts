import { z } from 'zod'
import { readPerson } from '../../../../store/queries/privacy/read-person.ts'
import { forgetLog } from '../../../../store/queries/privacy/erase-person.ts'
import type { ServiceContext } from '../../../context.ts'
import { erasePerson } from '../../../privacy/erase-person.ts'
import { readPersonByHash } from '../../../privacy/find-person.ts'
import { defineAction, type ActionEffect } from '../../action-definition.ts'

/** The person by keyed hash: the proposal outlives the erasure, and must not name anyone after it. */
const args = z.strictObject({ customer_hash: z.string().regex(/^[0-9a-f]{32}$/) })

function effect(ctx: ServiceContext, { customer_hash }: z.output<typeof args>): ActionEffect {
  const person = readPersonByHash(ctx, customer_hash)
  const tables = readPerson(ctx.store, person.customerId)
  const rows = tables.reduce((sum, { rows: own }) => sum + own.length, 0)
  const count = (table: string): number => tables.find((one) => one.table === table)?.rows.length ?? 0
  const [orders, reviews, identifiers] = [count('orders'), count('reviews'), count('customer_identifiers')]
  const summary =
    ctx.language === 'zh'
      ? `彻底删除一位客户：${identifiers} 项身份信息、${reviews} 条评价的文字，共涉及 ${tables.length} 张表的 ${rows} 行；${orders} 笔订单保留金额但不再属于任何人。无法撤销；以后导入的文件或恢复的备份也不会带回此人。`
      : `Erase one customer for good: ${identifiers} identifiers and the words of ${reviews} ${reviews === 1 ? 'review' : 'reviews'}, ${rows} rows of ${tables.length} tables in all; ${orders} ${orders === 1 ? 'order stays' : 'orders stay'} with the amounts and nobody's name. It cannot be undone, and no later import or restored backup brings the person back.`
  return {
    summary,
    facts: [
      { id: 'rows', label: 'Rows about the person', value: rows, unit: 'rows' },
      { id: 'tables', label: 'Tables', value: tables.length, unit: 'tables' },
      { id: 'identifiers', label: 'Identifiers', value: identifiers, unit: 'identifiers' },
      { id: 'orders', label: 'Orders that stay without the person', value: orders, unit: 'orders' },
      { id: 'reviews', label: 'Reviews whose words go', value: reviews, unit: 'reviews' },
    ],
  }
}

/** Erases one person everywhere; orders stay as orders of nobody. */
export const erasePersonalDataAction = defineAction({
  name: 'erase_personal_data',
  args,
  proposeNeed: 'propose:privacy',
  approveNeed: 'approve:privacy',
  needsSecondPerson: true,
  preview: (ctx, given) => effect(ctx, given).summary,
  effect,
  execute: (ctx, { customer_hash }) => ({ ...erasePerson(ctx, readPersonByHash(ctx, customer_hash)) }),
  afterwards: (ctx) => forgetLog(ctx.store),
})
