import { Cron } from 'croner'

/** Runs work at each full minute, never twice at once; errors go to `failed`. Ends with the signal. */
export function everyMinute(work: () => Promise<void>, failed: (error: unknown) => void, signal: AbortSignal): void {
  const job = new Cron('* * * * *', { protect: true, unref: true, catch: failed }, work)
  signal.addEventListener('abort', () => job.stop(), { once: true })
}

/**
 * Whether a cron pattern falls on this minute, in a zone.
 *
 * @throws {TypeError} for a pattern that is none
 * @example isDue('0 8 * * 1', Date.UTC(2026, 5, 29), 'Asia/Shanghai') // => true: a Monday, eight o'clock there
 */
export function isDue(pattern: string, instant: number, timeZone: string): boolean {
  const minute = new Date(Math.floor(instant / 60_000) * 60_000)
  return new Cron(pattern, { timezone: timeZone, paused: true }).match(minute)
}

/** Whether a text is a cron pattern of five fields. */
export function isCronPattern(pattern: string): boolean {
  if (pattern.trim().split(/\s+/).length !== 5) return false
  try {
    return new Cron(pattern, { paused: true }).nextRun() !== null
  } catch {
    return false
  }
}
