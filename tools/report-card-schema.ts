import { z } from 'zod'

const scores = z.record(z.string(), z.number().nullable())

/** What is known of a model's quality, as every tool of a prediction carries it. */
export const reportCardSchema = z.object({
  model: z.string(),
  trained_on: z.array(z.string()).readonly(),
  tested_on: z.string().nullable(),
  n_train: z.number(),
  n_test: z.number(),
  training: scores,
  out_of_time: scores,
  baseline: z.object({ name: z.string(), out_of_time: scores }),
  candidates: z.array(z.object({ name: z.string(), chosen: z.boolean(), scores })).readonly(),
  chosen: z.object({ name: z.string(), reason: z.string(), reason_zh: z.string().optional() }),
  importance: z.array(z.object({ feature: z.string(), importance: z.number() })).readonly(),
  left_out: z.array(z.object({ feature: z.string(), reason: z.string() })).readonly(),
  details: z.record(z.string(), z.unknown()),
})
