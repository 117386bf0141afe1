import { asOfDate, parseAsOf } from '../../lib/as-of.ts'
import { InvalidInputError } from '../../lib/errors.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import type { ServiceContext } from '../context.ts'

/**
 * The same context at an earlier date, to compare with.
 *
 * @throws {InvalidInputError} for a date that is not earlier than as-of, or before the data begin
 */
export function contextAsOf(ctx: ServiceContext, date: string): ServiceContext {
  const asOf = parseAsOf(date, ctx.shop.zone)
  if (asOf.until >= ctx.asOf.until) {
    throw new InvalidInputError(`compare_as_of must be earlier than as_of (${asOfDate(ctx.asOf)}), got '${date}'`, {
      field: 'compare_as_of',
      hint: 'Give the later date as as_of and the earlier one as compare_as_of.',
    })
  }
  if (asOf.day < ctx.frame.firstDay) {
    throw new InvalidInputError(`there is no data before ${dateOfDay(ctx.frame.firstDay)}, got '${date}'`, {
      field: 'compare_as_of',
      hint: 'Compare with a date within the data.',
      details: {
        reason_code: 'outside_data',
        first_day: dateOfDay(ctx.frame.firstDay),
        last_day: asOfDate(ctx.defaultAsOf),
      },
    })
  }
  return { ...ctx, asOf, frame: { ...ctx.frame, asOfDay: asOf.day } }
}
