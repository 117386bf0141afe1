import type { Store } from '../../open.ts'
import { firstDayOfMonth, monthOfDay } from './month-of-day.ts'

const connected = new WeakSet<Store['sqlite']>()

/**
 * Gives a connection `kith_month_of_day` and `kith_first_day_of_month`, once: making a function again has every statement
 * prepared anew.
 */
export function addCalendarFunctions(sqlite: Store['sqlite']): void {
  if (connected.has(sqlite)) return
  sqlite.function('kith_month_of_day', { deterministic: true }, (day: unknown) => monthOfDay(Number(day)))
  sqlite.function('kith_first_day_of_month', { deterministic: true }, (day: unknown) => firstDayOfMonth(Number(day)))
  connected.add(sqlite)
}
