import { z } from 'zod'
import { FILTER_FIELDS, FILTER_OPERATORS } from '../src/lib/filters.ts'

const scalar = z.union([z.string().max(200), z.number()])

/** Conditions that choose customers; all must hold. */
export const filtersSchema = z
  .array(
    z.strictObject({
      field: z.enum(FILTER_FIELDS),
      op: z.enum(FILTER_OPERATORS),
      value: z
        .union([scalar, z.boolean(), z.array(scalar).max(5000)])
        .optional()
        .describe('Money in major units, dates YYYY-MM-DD; a list for in, not_in and between; none for is_empty.'),
      period: z
        .union([z.string().max(40), z.strictObject({ from: z.string().max(10), to: z.string().max(10) })])
        .optional()
        .describe('For fields made of orders, reviews or events: a period name or {from, to}, half-open.'),
    }),
  )
  .max(20)
  .describe('Conditions on customers; all must hold.')
