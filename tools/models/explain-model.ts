import { z } from 'zod'
import { explainModel } from '../../src/services/models/explain-model.ts'
import { defineTool } from '../define-tool.ts'
import { reportCardSchema } from '../report-card-schema.ts'

export const explainModelTool = defineTool({
  name: 'explain_model',
  description:
    'How good a model is on a date that it never saw (AUC, precision, calibration, lift) beside a simple rule and beside ' +
    'its own training score, which candidates were compared, and which features matter. With customer_id: what each ' +
    "feature adds to that customer's score. model is churn (90 days), churn_30, value or risk. For who will leave use predict_churn.",
  scope: 'read:predictions',
  input: z.object({
    model: z
      .string()
      .regex(/^(churn(_\d{1,3})?|value|risk|recommend|reviews)$/)
      .describe('churn, churn_30, value, risk, recommend or reviews'),
    customer_id: z.string().min(1).max(200).optional(),
  }),
  output: z.object({
    model: z.string(),
    run: z.object({ id: z.string(), version: z.number(), trained_as_of: z.string() }).nullable(),
    customer: z
      .object({
        customer_id: z.string(),
        score: z.number(),
        base: z.number(),
        probability: z.number(),
        contributions: z
          .array(z.object({ feature: z.string(), value: z.number(), contribution: z.number() }))
          .readonly(),
      })
      .nullable(),
    importance: z.array(z.object({ feature: z.string(), importance: z.number() })).readonly(),
    report_card: reportCardSchema.nullable(),
    baseline: z.object({ name: z.string(), out_of_time: z.record(z.string(), z.number().nullable()) }).nullable(),
  }),
  run: ({ ctx, input }) => explainModel({ ctx, input }),
})
