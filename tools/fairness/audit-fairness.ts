import { z } from 'zod'
import { auditFairness, AUDITED_THINGS } from '../../src/services/fairness/audit-fairness.ts'
import { MEASURES, PROTECTED_FIELDS } from '../../src/services/fairness/audit-groups.ts'
import { GAP_FACTORS } from '../../src/services/fairness/explain-gap.ts'
import { OFFER_MEASURES } from '../../src/services/fairness/offers-of.ts'
import { defineTool } from '../define-tool.ts'

const interval = z.tuple([z.number(), z.number()]).readonly()
const attribute = z.enum(PROTECTED_FIELDS)
const share = z.object({ value: z.number(), interval, n: z.number(), hits: z.number() })

const gap = {
  attribute,
  highest: z.string(),
  lowest: z.string(),
  gap: z.number(),
  interval,
  ratio: z.number(),
  ratio_interval: interval,
  verdict: z.enum(['within_four_fifths', 'below_four_fifths', 'not_clear']),
  drivers: z.array(z.object({ factor: z.enum(GAP_FACTORS), effect_size: z.number() })).readonly(),
}

export const auditFairnessTool = defineTool({
  name: 'audit_fairness',
  description:
    'Whether the churn, value or risk score treats groups (gender, age band, region) unequally: share singled out, recall, ' +
    'precision and calibration by group with intervals, judged out of time, the widest gaps by the four-fifths rule and what ' +
    'may stand behind them, exposure in recommendations, offers and coupons by group. Groups too small are marked; no customer is listed.',
  scope: 'read:predictions',
  input: z.object({
    model: z
      .enum(AUDITED_THINGS)
      .optional()
      .describe('the score to audit, value unless given; offers: what was offered to whom, and coupons'),
    groups: z.array(attribute).max(5).optional().describe('gender, age_band and region unless given'),
  }),
  output: z.object({
    model: z.enum(AUDITED_THINGS),
    judged_on: z.string().nullable(),
    days: z.number(),
    customers: z.number(),
    rates: z
      .array(
        z.object({
          attribute,
          group: z.string(),
          n: z.number(),
          undecidable: z.array(z.enum(MEASURES)).readonly(),
          selection_rate: share,
          recall: share.nullable(),
          precision: share.nullable(),
          calibration: z.object({
            predicted: z.number(),
            actual: z.number(),
            difference: z.number(),
            interval: interval.nullable(),
          }),
        }),
      )
      .readonly(),
    gaps: z.array(z.object({ ...gap, measure: z.enum(MEASURES) })).readonly(),
    undecidable: z.array(z.string()).readonly(),
    exposure: z
      .array(
        z.object({
          attribute,
          group: z.string(),
          customers: z.number(),
          shown: z.number(),
          interval,
          lists_per_customer: z.number(),
        }),
      )
      .readonly(),
    offers: z
      .array(
        z.object({
          attribute,
          group: z.string(),
          customers: z.number(),
          offered: share,
          coupon_used: share.nullable(),
          too_small: z.boolean(),
        }),
      )
      .readonly(),
    offer_gaps: z.array(z.object({ ...gap, measure: z.enum(OFFER_MEASURES) })).readonly(),
  }),
  run: ({ ctx, input }) => auditFairness({ ctx, input }),
})
