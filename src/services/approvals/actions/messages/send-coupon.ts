import { z } from 'zod'
import { formatFigure } from '../../../../lib/format-figure.ts'
import { toMajor } from '../../../../lib/money.ts'
import { readPeriodTotals } from '../../../../store/queries/customers/read-period-totals.ts'
import { AUDIENCE_CHANNELS } from '../../../audiences/channel-consents.ts'
import { refuseForTerms } from '../../../audiences/chosen-by.ts'
import type { ServiceContext } from '../../../context.ts'
import { defineAction, type ActionEffect } from '../../action-definition.ts'
import { say } from '../../../say.ts'
import { messageFile } from './message-file.ts'
import { describeRecipients, recipientFacts, recipientsOf } from './message-recipients.ts'

const args = z
  .strictObject({
    audience_id: z.string().max(120),
    channel: z.enum(AUDIENCE_CHANNELS),
    /** Share off the order, 0..1. */
    discount: z.number().gt(0).max(0.95).nullable(),
    /** Or an amount off, in major units. */
    value: z.number().positive().max(1_000_000).nullable(),
    code: z.string().trim().max(60).nullable(),
    expires_on: z.iso.date().nullable(),
  })
  .refine(({ discount, value }) => (discount === null) !== (value === null), {
    message: 'a coupon takes off a share (discount) or an amount (value), one of the two',
    path: ['discount'],
  })

/** A coupon for everyone who meets written rules of behaviour: never for hand-picked people, never by who or where they are. */
export const sendCouponAction = defineAction({
  name: 'send_coupon',
  args,
  proposeNeed: 'propose:action',
  approveNeed: 'approve:all',
  needsSecondPerson: true,
  preview: (ctx, coupon) => effectOf(ctx, coupon).summary,
  effect: (ctx, coupon) => effectOf(ctx, coupon),
  execute: () => ({}),
  outbox: (ctx, { audience_id: audienceId, channel, ...coupon }, proposalId) =>
    messageFile(ctx, { action: 'send_coupon', audienceId, channel, content: { coupon }, proposalId }),
})

const COST_DAYS = 90
const REDEEM_DAYS = 30

/**
 * What the coupon would give away: at most if every recipient used it once on an order of the usual size, and as expected if
 * only those use it who order in a month anyway (share of the last 30 days). Neither knows who orders because of it.
 */
function costOf(
  ctx: ServiceContext,
  customerIds: readonly string[],
  { discount, value }: Pick<z.output<typeof args>, 'discount' | 'value'>,
): { readonly most: number; readonly expected: number } {
  const toDay = ctx.asOf.day + 1
  const lately = readPeriodTotals(ctx.store, ctx.asOf.until, { fromDay: toDay - COST_DAYS, toDay })
  const month = readPeriodTotals(ctx.store, ctx.asOf.until, { fromDay: toDay - REDEEM_DAYS, toDay })
  let orders = 0
  let grossMinor = 0
  for (const totals of lately.values()) {
    orders += totals.orders
    grossMinor += totals.grossMinor
  }
  const order = orders === 0 ? 0 : toMajor(grossMinor / orders, ctx.shop.currency)
  const each = discount === null ? Math.min(value ?? 0, order || (value ?? 0)) : discount * order
  const ordering = customerIds.filter((id) => (month.get(id)?.orders ?? 0) > 0).length
  const money = (amount: number): number => Math.round(amount * 100) / 100
  return { most: money(each * customerIds.length), expected: money(each * ordering) }
}

function effectOf(ctx: ServiceContext, coupon: z.output<typeof args>): ActionEffect {
  const found = recipientsOf(ctx, coupon.audience_id, coupon.channel)
  refuseForTerms(found.audience.definition.chosen_by)
  const { most, expected } = costOf(ctx, found.customerIds, coupon)
  const { currency } = ctx.shop
  const inWords = (amount: number): string => formatFigure(amount, currency, { language: ctx.language })
  const off = coupon.discount === null ? inWords(coupon.value ?? 0) : `${Math.round(coupon.discount * 1000) / 10}%`
  const to = describeRecipients(ctx, coupon.channel, found)
  return {
    summary:
      ctx.language === 'zh'
        ? `发送优惠券（优惠 ${off}），${to}优惠成本预计 ${inWords(expected)}，最多 ${inWords(most)}（每人用一次）。`
        : `Send a coupon of ${off} off ${to} The coupon gives away about ${inWords(expected)}, at most ${inWords(most)} if everyone uses it once.`,
    facts: [
      ...recipientFacts(ctx, coupon.channel, found),
      coupon.discount === null
        ? { id: 'coupon_value', label: 'Off the order', value: coupon.value, unit: currency }
        : { id: 'discount', label: 'Off the order', value: coupon.discount, unit: 'ratio' },
      { id: 'expected_cost', label: 'Given away, expected', value: expected, unit: currency },
      { id: 'most_cost', label: 'Given away at most', value: most, unit: currency },
    ],
    warnings:
      coupon.discount !== null && coupon.discount >= 0.4
        ? [
            say(
              ctx,
              'a discount this deep may be below cost, and teaches customers to wait for the next one',
              '折扣过大，可能低于成本，也会让客户习惯于等下一次优惠',
            ),
          ]
        : [],
  }
}
