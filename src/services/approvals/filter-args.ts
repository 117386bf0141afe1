import { z } from 'zod'
import { FILTER_FIELDS, FILTER_OPERATORS } from '../../lib/filters.ts'

const scalar = z.union([z.string(), z.number()])

/** Conditions on customers as a proposal keeps them. */
export const filterArgs = z
  .array(
    z.strictObject({
      field: z.enum(FILTER_FIELDS),
      op: z.enum(FILTER_OPERATORS),
      value: z.union([scalar, z.boolean(), z.array(scalar)]).optional(),
      period: z.union([z.string(), z.strictObject({ from: z.string(), to: z.string() })]).optional(),
    }),
  )
  .max(20)
