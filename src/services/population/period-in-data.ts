import { KithError } from '../../lib/errors.ts'
import type { PeriodInput } from '../../lib/filters.ts'
import { resolvePeriod, type Period, type PeriodFrame } from '../../lib/periods.ts'
import { dateOfDay } from '../../lib/time-zone.ts'

/**
 * The local days of a period that touches the data.
 *
 * @throws {InvalidInputError} when it is no period; {KithError} with reason_code `outside_data` when the shop has no day of it
 */
export function periodInData(input: PeriodInput, frame: PeriodFrame, field: string): Period {
  const period = resolvePeriod(input, frame)
  if (period.fromDay <= frame.asOfDay && period.toDay > frame.firstDay) return period
  const [firstDay, lastDay] = [dateOfDay(frame.firstDay), dateOfDay(frame.asOfDay)]
  throw new KithError('INVALID_INPUT', `the period ${period.name} lies outside the data`, {
    field,
    hint: `The data runs from ${firstDay} to ${lastDay}.`,
    details: { reason_code: 'outside_data', first_day: firstDay, last_day: lastDay },
  })
}
