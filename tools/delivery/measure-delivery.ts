import { z } from 'zod'
import { DELIVERY_DIMENSIONS } from '../../src/services/delivery/delivery-dimensions.ts'
import { ARRIVAL_BASES } from '../../src/services/delivery/predict-arrival.ts'
import { measureDelivery } from '../../src/services/delivery/measure-delivery.ts'
import { defineTool } from '../define-tool.ts'
import { filtersSchema } from '../filters-schema.ts'
import { lateEffectSchema } from '../late-effect-schema.ts'
import { periodSchema } from '../period-schema.ts'

const text = z.string().nullable()
const interval = z.tuple([z.number(), z.number()]).readonly()
const summary = {
  orders: z.number(),
  delivered: z.number(),
  lead_days: z
    .object({ mean: z.number(), interval: interval.nullable(), median: z.number(), p90: z.number() })
    .nullable(),
  late: z
    .object({
      share: z.number(),
      interval,
      late: z.number(),
      promised: z.number(),
      mean_days_late: z.number().nullable(),
    })
    .nullable(),
  under_way: z.number(),
  overdue: z.number(),
  stuck: z.number(),
}

export const measureDeliveryTool = defineTool({
  name: 'measure_delivery',
  description:
    'How long deliveries take (mean, median, 90 % quantile in days from order to delivery), the share that came after the ' +
    'promised day, stuck parcels, by place, carrier, warehouse or time, two regions against each other, and what lateness does to ratings. ' +
    'With order_id the arrival that comparable parcels let expect. For the contents and status of orders use find_orders.',
  scope: 'read:aggregates',
  input: z.object({
    by: z.enum(DELIVERY_DIMENSIONS).optional().describe('groups to split by'),
    period: periodSchema.optional(),
    filters: filtersSchema.optional(),
    order_id: z.string().min(1).max(200).optional(),
  }),
  output: z.object({
    ...summary,
    period: z.object({ from: z.string(), to: z.string(), name: z.string() }).nullable(),
    groups: z.array(z.object({ group: z.string(), ...summary, small: z.boolean() })).readonly(),
    difference: z
      .object({
        a: z.string(),
        b: z.string(),
        mean_difference: z.number(),
        mean_interval: interval,
        median_difference: z.number(),
        p90_difference: z.number(),
        late_difference: z.number().nullable(),
        late_interval: interval.nullable(),
      })
      .nullable(),
    stuck_parcels: z
      .array(z.object({ order_id: z.string(), shipped_on: z.string(), days: z.number(), region: text, city: text }))
      .readonly(),
    effect_on_rating: lateEffectSchema.nullable(),
    order: z
      .object({
        order_id: z.string(),
        state: z.enum(['delivered', 'under_way', 'not_shipped', 'unknown']),
        ordered_on: text,
        shipped_on: text,
        promised_on: text,
        delivered_on: text,
        days_late: z.number().nullable(),
        expected_on: text,
        interval: z.tuple([z.string(), z.string()]).readonly().nullable(),
        late_probability: z.number().nullable(),
        comparable: z.number(),
        basis: z.enum(ARRIVAL_BASES).nullable(),
        carrier: text,
        warehouse: text,
      })
      .nullable(),
  }),
  run: ({ ctx, input }) => measureDelivery({ ctx, input }),
})
