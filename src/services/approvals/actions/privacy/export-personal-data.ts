import { z } from 'zod'
import { IDENTIFIER_KINDS } from '../../../../lib/identifier-vault.ts'
import { readIdentifiers } from '../../../../store/queries/customers/read-identifiers.ts'
import { findKeptTexts } from '../../../../store/queries/privacy/kept-texts.ts'
import { readPerson } from '../../../../store/queries/privacy/read-person.ts'
import type { ServiceContext } from '../../../context.ts'
import { defineAction, type ActionEffect } from '../../action-definition.ts'

const args = z.strictObject({ customer_id: z.string().min(1).max(200) })

/** Tables whose rows are keyed hashes of what `identifiers` of the archive says in the clear. */
const HASHES: ReadonlySet<string> = new Set(['customer_identifiers', 'identifier_tokens'])

function effect(ctx: ServiceContext, { customer_id }: z.output<typeof args>): ActionEffect {
  const tables = readPerson(ctx.store, customer_id)
  const rows = tables.reduce((sum, one) => sum + one.rows.length, 0)
  return {
    summary:
      ctx.language === 'zh'
        ? `导出客户 ${customer_id} 的全部个人数据：${tables.length} 张表共 ${rows} 行，连同用途和接收方，写入一个只有管理员可读的文件。`
        : `Export everything kept about customer ${customer_id}: ${rows} rows of ${tables.length} tables, with purposes and recipients, into one file that only the shop's administrator can read.`,
    facts: [
      { id: 'rows', label: 'Rows about the person', value: rows, unit: 'rows' },
      { id: 'tables', label: 'Tables', value: tables.length, unit: 'tables' },
    ],
  }
}

/** Writes a copy of all that is kept about one person: for the person, through whoever answers their request. */
export const exportPersonalDataAction = defineAction({
  name: 'export_personal_data',
  args,
  proposeNeed: 'propose:privacy',
  approveNeed: 'approve:privacy',
  needsSecondPerson: true,
  preview: (ctx, given) => effect(ctx, given).summary,
  effect,
  execute: () => ({}),
  outbox(ctx, { customer_id }) {
    const tables = readPerson(ctx.store, customer_id)
    const identifiers = readIdentifiers(ctx.store, [customer_id], IDENTIFIER_KINDS).map(
      ({ kind, cipher, updatedAt }) => ({
        kind,
        value: ctx.vault.decrypt(cipher),
        since: new Date(updatedAt).toISOString(),
      }),
    )
    const archive = {
      customer_id,
      made_at: new Date(ctx.clock()).toISOString(),
      shop: ctx.shop.name,
      identifiers,
      data: tables
        .filter(({ table }) => !HASHES.has(table))
        .map(({ table, purpose, rows }) => ({ table, purpose, rows })),
      /** What users of the shop asked to be kept in mind about the customer. */
      kept_in_mind: findKeptTexts(ctx.store, [customer_id]).flatMap(({ table, column, text }) =>
        table === 'memories' && column === 'words' ? [text] : [],
      ),
      recipients: recipientsOf(tables),
      rights:
        'Correction, erasure and objection: ask the shop. Predictions can be refused by withdrawing the consent to profiling.',
    }
    return {
      extension: 'json',
      handedOver: true,
      content: `${JSON.stringify(archive, (_key, value: unknown) => (Buffer.isBuffer(value) ? value.toString('hex') : value), 2)}\n`,
      outcome: { tables: tables.length, rows: tables.reduce((sum, { rows }) => sum + rows.length, 0) },
    }
  },
})

/** To whom data of the person left: the lists that they were on. */
function recipientsOf(tables: ReturnType<typeof readPerson>): readonly string[] {
  const lists = tables.find(({ table }) => table === 'audience_members')?.rows ?? []
  return lists.map((row) => `list ${String(row['audience_id'])}, drawn up for a message or an advertisement`)
}
