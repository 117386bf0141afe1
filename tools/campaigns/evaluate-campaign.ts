import { z } from 'zod'
import { CAMPAIGN_RISKS } from '../../src/services/campaigns/after-campaign.ts'
import { CAMPAIGN_CUTS } from '../../src/services/campaigns/campaign-parts.ts'
import { CAMPAIGN_METRICS } from '../../src/services/campaigns/campaign-rates.ts'
import { evaluateCampaign } from '../../src/services/campaigns/evaluate-campaign.ts'
import { defineTool } from '../define-tool.ts'
import { filtersSchema } from '../filters-schema.ts'

const interval = z.tuple([z.number(), z.number()]).readonly()
const total = z.object({ value: z.number(), interval })
const share = z.object({ value: z.number(), interval, n: z.number() })

const report = z.object({
  campaign: z.string(),
  name: z.string(),
  channel: z.string().nullable(),
  goal: z.string().nullable(),
  offer: z.string().nullable(),
  starts_on: z.string(),
  ends_on: z.string().nullable(),
  window_days: z.number(),
  sent: z.number(),
  held_out: z.number(),
  rates: z
    .array(
      z.object({
        metric: z.enum(CAMPAIGN_METRICS),
        hits: z.number(),
        n: z.number(),
        value: z.number().nullable(),
        interval: interval.nullable(),
      }),
    )
    .readonly(),
  srm: z
    .object({
      p: z.number(),
      mismatch: z.boolean(),
      expected: z.array(z.number()).readonly(),
      observed: z.array(z.number()).readonly(),
      plan_known: z.boolean(),
    })
    .nullable(),
  attributed: z.object({
    customers: z.number(),
    orders: z.number(),
    revenue_minor: z.number(),
    margin_minor: z.number().nullable(),
    claimed_orders: z.number(),
    claimed_revenue_minor: z.number(),
  }),
  incremental: z
    .object({
      treated: z.number(),
      held_out: z.number(),
      treated_rate: z.number(),
      held_out_rate: z.number(),
      difference: z.number(),
      interval,
      p: z.number(),
      customers: total,
      revenue_minor: total,
      margin_minor: total.nullable(),
    })
    .nullable(),
  cost_minor: z.number().nullable(),
  roi: z.object({
    incremental: z.number().nullable(),
    interval: interval.nullable(),
    attributed: z.number().nullable(),
  }),
})

export const evaluateCampaignTool = defineTool({
  name: 'evaluate_campaign',
  description:
    'What a campaign did: delivery, opens, clicks, conversions, attributed and incremental revenue kept apart, cost, ROI, ' +
    'retention and satisfaction after, fatigue, risks; sample-ratio check first. compare_with takes another campaign or ' +
    "'previous' for the edition before; by cuts it by segment, channel or hour. Without campaign all campaigns side by side. " +
    'campaign is an id or words of its name.',
  scope: 'read:predictions',
  input: z.object({
    campaign: z.string().min(1).max(200).optional().describe('campaign id or words of its name'),
    compare_with: z
      .string()
      .min(1)
      .max(200)
      .optional()
      .describe("another campaign, or 'previous' for last year's edition"),
    metrics: z.array(z.enum(CAMPAIGN_METRICS)).min(1).max(10).optional(),
    by: z.enum(CAMPAIGN_CUTS).optional(),
    window_days: z.number().int().min(1).max(365).optional().describe('attribution window, 7 days unless given'),
    filters: filtersSchema.optional(),
  }),
  output: z.object({
    campaign: z.string().nullable(),
    rates: report.shape.rates,
    srm: report.shape.srm,
    incremental: report.shape.incremental,
    attributed: report.shape.attributed.nullable(),
    cost: z.object({ total_minor: z.number(), per_sent_minor: z.number().nullable() }).nullable(),
    roi: report.shape.roi.nullable(),
    campaigns: z.array(report).readonly(),
    after: z
      .object({
        days: z.number(),
        retention: z
          .object({
            treated: share,
            held_out: share.nullable(),
            difference: z.number().nullable(),
            interval: interval.nullable(),
          })
          .nullable(),
        satisfaction: share.nullable(),
      })
      .nullable(),
    fatigue: z
      .array(
        z.object({
          contacts: z.enum(['0', '1', '2', '3_or_more']),
          delivered: z.number(),
          open_rate: z.number().nullable(),
          open_interval: interval.nullable(),
          click_rate: z.number().nullable(),
          unsubscribe_rate: z.number().nullable(),
        }),
      )
      .readonly(),
    parts: z
      .array(
        z.object({
          name: z.string(),
          delivered: z.number(),
          open_rate: z.number().nullable(),
          click_rate: z.number().nullable(),
          conversion: z.number().nullable(),
          conversion_interval: interval.nullable(),
          difference: z.number().nullable(),
          interval: interval.nullable(),
        }),
      )
      .readonly(),
    comparison: z
      .object({
        campaign: z.string(),
        differences: z
          .array(
            z.object({
              metric: z.enum(CAMPAIGN_METRICS),
              now: z.number(),
              before: z.number(),
              difference: z.number(),
              interval,
              p: z.number(),
            }),
          )
          .readonly(),
      })
      .nullable(),
    risks: z.array(z.enum(CAMPAIGN_RISKS)).readonly(),
    overlaps: z.array(z.object({ campaign: z.string(), customers: z.number() })).readonly(),
    without_consent: z.number().nullable(),
  }),
  run: ({ ctx, input }) => evaluateCampaign({ ctx, input }),
})
