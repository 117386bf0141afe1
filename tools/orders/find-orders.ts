import { z } from 'zod'
import { findOrders } from '../../src/services/orders/find-orders.ts'
import { ORDER_SORTS } from '../../src/services/orders/order-sorts.ts'
import { defineTool } from '../define-tool.ts'
import { filtersSchema } from '../filters-schema.ts'
import { periodSchema } from '../period-schema.ts'

const text = z.string().nullable()

export const findOrdersTool = defineTool({
  name: 'find_orders',
  description:
    'Orders with lines, status, promised and delivered dates, return deadline, lateness and returns: one by order_id, those ' +
    'of a customer, or those that meet filters (goods, place, device, amount speak of the order; other fields of its ' +
    'customer). status takes a status of the shop or open, late, stuck. For sums over orders use query_metrics.',
  scope: 'read:customers',
  input: z.object({
    customer_id: z.string().min(1).max(200).optional(),
    order_id: z.string().min(1).max(200).optional(),
    status: z
      .string()
      .min(1)
      .max(40)
      .optional()
      .describe('pending, shipped, delivered, cancelled, ...; open, late, stuck'),
    filters: filtersSchema.optional(),
    period: periodSchema.optional(),
    sort: z.enum(ORDER_SORTS).optional().describe("'-' means latest or largest first; '-ordered_at' unless given"),
    limit: z.number().int().min(1).max(1000).optional().describe('orders to list, 20 unless given'),
  }),
  output: z.object({
    matched: z.number(),
    valid: z.number(),
    gross_minor: z.number(),
    orders: z
      .array(
        z.object({
          order_id: z.string(),
          customer_id: text,
          ordered_at: z.string(),
          ordered_on: z.string(),
          status: z.string(),
          valid: z.boolean(),
          gross_minor: z.number(),
          order_discount_minor: z.number(),
          shipping_minor: z.number().nullable(),
          units: z.number(),
          channel: text,
          device: text,
          campaign: text,
          coupon: text,
          payment: text,
          country: text,
          region: text,
          city: text,
          shipped_on: text,
          promised_on: text,
          delivered_on: text,
          return_deadline: text,
          returnable: z.boolean().nullable(),
          late: z.boolean(),
          days_late: z.number(),
          stuck: z.boolean(),
          days_stuck: z.number().nullable(),
          lines: z
            .array(
              z.object({
                product_id: z.string(),
                product_name: text,
                category: text,
                quantity: z.number(),
                unit_price: z.number(),
                amount_minor: z.number(),
              }),
            )
            .readonly(),
          returns: z
            .array(
              z.object({
                product_id: text,
                returned_at: z.string(),
                quantity: z.number(),
                amount_minor: z.number(),
                reason: text,
              }),
            )
            .readonly(),
        }),
      )
      .readonly(),
  }),
  run: ({ ctx, input }) => findOrders({ ctx, input }),
})
