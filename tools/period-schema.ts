import { z } from 'zod'

/** A period argument: a name, or half-open dates. Names are checked where they are resolved, with the list in the error. */
export const periodSchema = z
  .union([z.string().min(1), z.strictObject({ from: z.iso.date(), to: z.iso.date() })])
  .describe(
    "{from, to} dates, 'to' excluded, or a name: today, yesterday, this_month, last_quarter, last_90_days, last_6_months, " +
      '2025, 2025-Q2, 2025-06, 2025-W23, 618, 618_2025, double_11, past_half_year, since_2025-06-18, before_2025-06-18, all',
  )
