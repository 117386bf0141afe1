import { z } from 'zod'

const interval = z.tuple([z.number(), z.number()]).readonly()

/** What late delivery goes with, late minus in time. */
export const lateEffectSchema = z.object({
  late: z.number(),
  in_time: z.number(),
  mean_late: z.number(),
  mean_in_time: z.number(),
  mean_difference: z.number(),
  mean_interval: interval,
  bad_late: z.number(),
  bad_in_time: z.number(),
  bad_difference: z.number(),
  bad_interval: interval,
})
