import { z } from 'zod'
import { INVENTORY_ORDERS } from '../../src/services/inventory/inventory-question.ts'
import { planInventory } from '../../src/services/inventory/plan-inventory.ts'
import { defineTool } from '../define-tool.ts'
import { filtersSchema } from '../filters-schema.ts'

export const planInventoryTool = defineTool({
  name: 'plan_inventory',
  description:
    'Stock: what is on hand, which products run out when, reorder points and safety stock for a service level and lead time, ' +
    'how much to order, what can stand in for products that are short, and stock ageing (first in, first out) with the ' +
    'capital tied up. filters take product_id, category, brand and price_band. Needs imported stock counts; it orders ' +
    'nothing. For sales ahead use forecast_demand.',
  scope: 'read:aggregates',
  input: z.object({
    filters: filtersSchema.optional().describe('conditions on products: product_id, category, brand, price_band'),
    ageing_days: z.number().int().min(1).max(3650).optional().describe('only stock at least so old'),
    order: z.enum(INVENTORY_ORDERS).optional().describe('what to list, most pressing first'),
    service_level: z.number().min(0.5).max(0.999).optional().describe('0.95 unless given'),
    lead_days: z.number().int().min(1).max(365).optional().describe('days from order to arrival, 14 unless given'),
    limit: z.number().int().min(1).max(10_000).optional().describe('10 unless given'),
  }),
  output: z.object({
    counted_products: z.number(),
    products: z
      .array(
        z.object({
          product_id: z.string(),
          on_hand: z.number(),
          units_per_week: z.number(),
          stock_out_on: z.string().nullable(),
          reorder_point: z.number(),
          safety_stock: z.number(),
          reorder_now: z.boolean(),
          order_units: z.number(),
          substitute: z.string().nullable(),
        }),
      )
      .readonly(),
    ageing: z
      .array(
        z.object({
          product_id: z.string(),
          days: z.number(),
          mean_days: z.number(),
          units: z.number(),
          tied_minor: z.number(),
          valued_at: z.enum(['cost', 'price', 'nothing']),
        }),
      )
      .readonly(),
    totals: z.object({
      on_hand: z.number(),
      out_now: z.number(),
      runs_out_in_lead_time: z.number(),
      reorder_now: z.number(),
      aged_products: z.number(),
      aged_units: z.number(),
      tied_minor: z.number(),
      valued_at_price: z.number(),
    }),
    lead_days: z.number(),
    service_level: z.number(),
    ageing_days: z.number().nullable(),
  }),
  run: ({ ctx, input }) => planInventory({ ctx, input }),
})
