import { hourOfDay } from '../../../lib/hour-of-day.ts'
import { weekdayOf } from '../../../lib/periods.ts'
import { MS_PER_DAY, type TimeZone } from '../../../lib/time-zone.ts'
import type { OrderMark } from '../../../store/queries/customers/read-order-marks.ts'
import type { CustomerMeasures } from './measures.ts'

const SPEND_DAYS = 90
/** A device counts as new for this long, and only beside a history without it. */
const NEW_DEVICE_DAYS = 30
const DEVICE_HISTORY = 3

/** 618 (1 to 18 June) and 11.11 (1 to 11 November). */
function inFestival(day: number): boolean {
  const date = new Date(day * MS_PER_DAY)
  const month = date.getUTCMonth()
  return (month === 5 && date.getUTCDate() <= 18) || (month === 10 && date.getUTCDate() <= 11)
}

/**
 * Habits that one customer's valid orders show.
 *
 * @param marks - orders of one customer by time, at least one
 * @param asOfDay - local day number
 */
export function orderMeasures(marks: readonly OrderMark[], asOfDay: number, zone: TimeZone): CustomerMeasures {
  const count = marks.length
  const share = (test: (mark: OrderMark) => boolean): number => marks.filter(test).length / count
  const hours = marks.flatMap(({ orderedAt }) => hourOfDay(orderedAt, zone) ?? [])
  const hourShare = (test: (hour: number) => boolean): number => hours.filter(test).length / hours.length
  const spent = (fromAge: number, toAge: number): number =>
    marks
      .filter(({ orderedDay }) => asOfDay - orderedDay >= fromAge && asOfDay - orderedDay < toAge)
      .reduce((sum, { grossMinor }) => sum + grossMinor, 0)
  const before = spent(SPEND_DAYS, 2 * SPEND_DAYS)
  const withDevice = marks.filter(({ device }) => device !== null && device !== '')
  const channels = new Set(marks.flatMap(({ channel }) => (channel === null || channel === '' ? [] : [channel])))
  const units = marks.reduce((sum, mark) => sum + mark.units, 0)
  return {
    units_per_order: units / count,
    weekend_share: share(({ orderedDay }) => weekdayOf(orderedDay) >= 6),
    // Where most orders have a date only, the others do not speak for them.
    ...(2 * hours.length <= count
      ? {}
      : {
          night_share: hourShare((hour) => hour >= 22 || hour < 6),
          morning_share: hourShare((hour) => hour >= 5 && hour < 9),
          lunch_share: hourShare((hour) => hour >= 11 && hour < 14),
        }),
    discount_share: share(({ discounted }) => discounted),
    festival_share: share(({ orderedDay }) => inFestival(orderedDay)),
    channels: channels.size,
    purchase_days_90: new Set(
      marks.filter(({ orderedDay }) => asOfDay - orderedDay < SPEND_DAYS).map(({ orderedDay }) => orderedDay),
    ).size,
    new_device: isNewDevice(withDevice, asOfDay) ? 1 : 0,
    ...(before > 0 ? { spend_change: spent(0, SPEND_DAYS) / before } : {}),
    ...(withDevice.length === 0
      ? {}
      : {
          mobile_share: withDevice.filter(({ device }) => device === 'mobile').length / withDevice.length,
          desktop_share: withDevice.filter(({ device }) => device === 'desktop').length / withDevice.length,
        }),
  }
}

function isNewDevice(marks: readonly OrderMark[], asOfDay: number): boolean {
  const latest = marks.at(-1)
  const earlier = marks.slice(0, -1)
  if (latest === undefined || earlier.length < DEVICE_HISTORY) return false
  return asOfDay - latest.orderedDay < NEW_DEVICE_DAYS && earlier.every(({ device }) => device !== latest.device)
}
