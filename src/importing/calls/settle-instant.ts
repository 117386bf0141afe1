import { parseWallTime } from '../reading/fields/parse-wall-time.ts'
import type { Json } from '../presets/segment-values.ts'

/** Clocks that differ by no more than this agree: the rest is the time on the way. */
const AGREEING_MS = 60_000

/** Dates that read the same everywhere: the year first, or a count of seconds or milliseconds. */
const PLAIN = /^(\d{4}-\d{2}-\d{2}|\d{9,13}$)/

export interface SettledInstant {
  /** The call's instant as a cell; a text that is no instant stays as it is. */
  readonly cell: string
  /** True when the instant was worked out here, so that the same call sent again would get another. */
  readonly isOurs: boolean
}

const instantOf = (text: string): number | null => {
  const parsed = PLAIN.test(text) ? parseWallTime(text, 'month_first') : null
  return parsed !== null && parsed.zoned ? parsed.ms : null
}
const textOf = (value: unknown): string =>
  typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : ''

/**
 * When a call happened by our clock: `receivedAt - (sentAt - timestamp)` where the sender's clock is off by more than a
 * minute, its own timestamp where it is not, and the instant of arrival where it gives none.
 *
 * @see https://segment.com/docs/connections/spec/common/#timestamps
 * @example settleInstant({ timestamp: '2026-06-30T10:00:00Z' }, '2026-06-30T10:00:05Z', Date.UTC(2026, 5, 30, 9, 0, 5)).cell // => '2026-06-30T09:00:00.000Z'
 */
export function settleInstant(call: Json, batchSentAt: unknown, receivedAt: number): SettledInstant {
  const stated = textOf(call['originalTimestamp']) || textOf(call['timestamp'])
  if (stated === '') return { cell: new Date(receivedAt).toISOString(), isOurs: true }
  if (!PLAIN.test(stated)) return { cell: `not ISO 8601: ${stated}`, isOurs: false }
  const happenedAt = instantOf(stated)
  const sentAt = instantOf(textOf(call['sentAt']) || textOf(batchSentAt))
  if (happenedAt === null || sentAt === null) return { cell: stated, isOurs: false }
  const skew = receivedAt - sentAt
  if (Math.abs(skew) <= AGREEING_MS) return { cell: stated, isOurs: false }
  const corrected = new Date(happenedAt + skew)
  return Number.isNaN(corrected.getTime())
    ? { cell: stated, isOurs: false }
    : { cell: corrected.toISOString(), isOurs: true }
}
