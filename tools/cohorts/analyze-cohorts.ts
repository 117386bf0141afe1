import { z } from 'zod'
import { analyzeCohorts } from '../../src/services/cohorts/analyze-cohorts.ts'
import { defineTool } from '../define-tool.ts'
import { filtersSchema } from '../filters-schema.ts'
import { periodSchema } from '../period-schema.ts'

const numbers = z.array(z.number()).readonly()

export const analyzeCohortsTool = defineTool({
  name: 'analyze_cohorts',
  description:
    'Retention of customers grouped by the week, month or quarter of their first order: how many ordered again in the ' +
    'k-th calendar period after it (m1 = next month, m3 = third month), with numerator and denominator. ' +
    'period is the window of FIRST orders (2026-03 = customers new in March 2026); left out, all cohorts. ' +
    'The share of customers with two orders inside one period is repeat_rate of query_metrics instead.',
  scope: 'read:customers',
  input: z.object({
    grain: z.enum(['week', 'month', 'quarter']).optional().describe('month unless given'),
    period: periodSchema.optional(),
    filters: filtersSchema.optional(),
  }),
  output: z.object({
    grain: z.enum(['week', 'month', 'quarter']),
    cohorts: z
      .array(z.object({ cohort: z.string(), size: z.number(), counts: numbers, retention: numbers }))
      .readonly(),
    matrix: z.array(numbers).readonly(),
    curve: z
      .array(z.object({ period: z.number(), retained: z.number(), base: z.number(), retention: z.number() }))
      .readonly(),
    last_period_complete: z.boolean(),
  }),
  run: ({ ctx, input }) => analyzeCohorts({ ctx, input }),
})
