import { z } from 'zod'
import { FORECAST_GRAINS, FORECAST_MEASURES } from '../../src/services/forecast/forecast-question.ts'
import { forecastDemand } from '../../src/services/forecast/forecast-demand.ts'
import { defineTool } from '../define-tool.ts'

const range = z.tuple([z.number(), z.number()]).readonly()

export const forecastDemandTool = defineTool({
  name: 'forecast_demand',
  description:
    'What will be sold: units or net revenue of one product, one category or the whole shop (total) for the weeks after ' +
    'as-of, with 80 % intervals, the errors of earlier forecasts beside a plain baseline, the known events that count, and ' +
    'for a product whose stock was counted the day on which it runs out. Needs one of product_id, category, total. For ' +
    'reorder points and old stock use plan_inventory; for the effect of another price simulate_price.',
  scope: 'read:aggregates',
  input: z.object({
    product_id: z.string().min(1).max(200).optional(),
    category: z.string().min(1).max(200).optional(),
    total: z.boolean().optional().describe('true = the whole shop'),
    measure: z.enum(FORECAST_MEASURES).optional().describe('units, or net revenue; units unless total'),
    weeks: z.number().int().min(1).max(52).optional().describe('how far ahead, 8 unless given'),
    grain: z.enum(FORECAST_GRAINS).optional(),
  }),
  output: z.object({
    scope: z.object({ product_id: z.string().nullable(), category: z.string().nullable(), total: z.boolean() }),
    measure: z.enum(FORECAST_MEASURES),
    unit: z.string(),
    grain: z.enum(FORECAST_GRAINS),
    weeks: z.number(),
    forecast: z
      .array(z.object({ period: z.string(), until: z.string(), value: z.number(), interval: range }))
      .readonly(),
    total: z.object({ value: z.number(), interval: range }).nullable(),
    same_length_before: z.number(),
    method: z.string().nullable(),
    backtest: z
      .object({
        origins: z.number(),
        wape: z.number().nullable(),
        bias: z.number().nullable(),
        coverage: z.number().nullable(),
        tested: z.number(),
        baseline: z.string(),
        baseline_wape: z.number().nullable(),
        tried: z.array(z.object({ method: z.string(), error: z.number() })).readonly(),
      })
      .nullable(),
    events: z
      .array(z.object({ name: z.string(), lift: z.number(), standard_error: z.number(), ahead: z.boolean() }))
      .readonly(),
    on_hand: z.number().nullable(),
    stock_out_on: z.string().nullable(),
    stock_out_interval: z.tuple([z.string().nullable(), z.string().nullable()]).readonly().nullable(),
  }),
  run: ({ ctx, input }) => forecastDemand({ ctx, input }),
})
