import type { TimeZone } from '../../../lib/time-zone.ts'
import { parseWallTime, type DateOrder } from './parse-wall-time.ts'

/** Cells to instants (UTC ms) in one zone and one order of day and month; null when the cell is no date. */
export type InstantParser = (cell: string) => number | null

/** Distinct texts that are remembered; beyond that the cache starts over, so memory stays flat. */
const CACHED = 50_000

/**
 * A parser that reads the commonest layout without regular expressions and remembers the others: rows of one order share
 * their instant, and a file has fewer distinct dates than rows.
 */
export function instantParser(zone: TimeZone, order: DateOrder): InstantParser {
  const cache = new Map<string, number | null>()
  let lastCell = ''
  let lastInstant: number | null = null
  const parseRare = (cell: string): number | null => {
    let instant = cache.get(cell)
    if (instant === undefined) {
      const wall = parseWallTime(cell, order)
      instant = wall === null ? null : wall.zoned ? wall.ms : zone.instantOf(wall.ms)
      if (cache.size >= CACHED) cache.clear()
      // A copy of its own: a slice of the read buffer as a key would keep the whole buffer alive.
      cache.set(` ${cell}`.slice(1), instant)
    }
    return instant
  }
  return (cell) => {
    if (cell === lastCell) return lastInstant
    const local = isoSecond(cell)
    lastInstant = local === null ? parseRare(cell) : zone.instantOf(local)
    lastCell = cell
    return lastInstant
  }
}

const digits = (cell: string, at: number, count: number): number => {
  let value = 0
  for (let index = at; index < at + count; index++) {
    const digit = cell.charCodeAt(index) - 48
    if (digit < 0 || digit > 9) return -1
    value = value * 10 + digit
  }
  return value
}

/** 'YYYY-MM-DD HH:MM:SS' without regular expressions; null for every other layout and for every doubtful date. */
function isoSecond(cell: string): number | null {
  if (cell.length !== 19 || cell.charCodeAt(4) !== 45 || cell.charCodeAt(7) !== 45 || cell.charCodeAt(13) !== 58) {
    return null
  }
  const separator = cell.charCodeAt(10)
  if ((separator !== 32 && separator !== 84) || cell.charCodeAt(16) !== 58) return null
  const year = digits(cell, 0, 4)
  const month = digits(cell, 5, 2)
  const day = digits(cell, 8, 2)
  const hour = digits(cell, 11, 2)
  const minute = digits(cell, 14, 2)
  const second = digits(cell, 17, 2)
  if (year < 1700 || month < 1 || month > 12 || day < 1 || day > 28) return null
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return null
  return Date.UTC(year, month - 1, day, hour, minute, second)
}
