import { z } from 'zod'
import { analyzeMemberLevels } from '../../src/services/levels/analyze-member-levels.ts'
import { LEVEL_BASES, LEVEL_VIEWS } from '../../src/services/levels/level-question.ts'
import { defineTool } from '../define-tool.ts'
import { filtersSchema } from '../filters-schema.ts'
import { periodSchema } from '../period-schema.ts'

const interval = z.tuple([z.number(), z.number()]).readonly().nullable()
const level = z.string().nullable()

export const analyzeMemberLevelsTool = defineTool({
  name: 'analyze_member_levels',
  description:
    'Member levels: customers, net revenue per customer, repeat rate, who stayed and margin of each level, and moves between ' +
    'levels (view movement). With thresholds: how many would hold each level if the rule had stood; with points_per_unit and ' +
    'point_value: what points would have cost. Arithmetic on past orders, no forecast; a rule takes no filter and no person.',
  scope: 'read:predictions',
  input: z.object({
    view: z
      .enum(LEVEL_VIEWS)
      .optional()
      .describe('value unless given; rule needs thresholds, points needs points_per_unit'),
    period: periodSchema.optional(),
    filters: filtersSchema.optional(),
    thresholds: z
      .array(z.strictObject({ level: z.string().trim().min(1).max(60), at_least: z.number().min(0).max(1e12) }))
      .min(1)
      .max(20)
      .optional()
      .describe('net revenue in major units, or orders'),
    basis: z.enum(LEVEL_BASES).optional().describe('of the thresholds; net_revenue unless given'),
    months: z.number().int().min(1).max(120).optional().describe('that a rule looks back; 12 unless given'),
    points_per_unit: z.number().positive().max(1e6).optional().describe('points for one unit of money'),
    point_value: z.number().positive().max(1e6).optional().describe('major units of money per point'),
    redeemed_share: z.number().min(0).max(1).optional().describe('of the points, used'),
  }),
  output: z.object({
    levels: z
      .array(
        z.object({
          level,
          customers: z.number(),
          share: z.number(),
          buyers: z.number(),
          orders: z.number(),
          net_minor: z.number(),
          revenue_share: z.number().nullable(),
          per_customer_minor: z.number(),
          per_customer_interval: interval,
          average_order_minor: z.number().nullable(),
          repeat_rate: z.number().nullable(),
          repeat_interval: interval,
          held_before: z.number(),
          retention: z.number().nullable(),
          retention_interval: interval,
          margin_rate: z.number().nullable(),
        }),
      )
      .readonly(),
    movement: z.object({
      moves: z.array(z.object({ from: level, to: level, customers: z.number() })).readonly(),
      rose: z.number(),
      fell: z.number(),
      stayed: z.number(),
      joined: z.number(),
      unknown_before: z.number(),
    }),
    simulation: z
      .object({
        basis: z.enum(LEVEL_BASES),
        months: z.number(),
        levels: z
          .array(
            z.object({
              level,
              at_least: z.number().nullable(),
              customers: z.number(),
              share: z.number(),
              net_minor: z.number(),
              revenue_share: z.number().nullable(),
              now: z.number().nullable(),
            }),
          )
          .readonly(),
        up: z.number(),
        down: z.number(),
        same: z.number(),
      })
      .nullable(),
    points: z
      .object({
        months: z.number(),
        per_unit: z.number(),
        point_value: z.number(),
        spend_minor: z.number(),
        customers: z.number(),
        points: z.number(),
        full_minor: z.number(),
        redeemed_share: z.number().nullable(),
        cost_minor: z.number().nullable(),
        revenue_share: z.number().nullable(),
        margin_share: z.number().nullable(),
        by_share: z.array(z.object({ redeemed_share: z.number(), cost_minor: z.number() })).readonly(),
      })
      .nullable(),
  }),
  run: ({ ctx, input }) => analyzeMemberLevels({ ctx, input }),
})
