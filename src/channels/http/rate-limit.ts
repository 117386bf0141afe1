import { createMiddleware } from 'hono/factory'
import { KithError } from '../../lib/errors.ts'
import { readSetting } from '../../services/settings/read-setting.ts'
import type { Runtime } from '../runtime.ts'
import type { AppEnvironment } from './create-app.ts'

interface Bucket {
  /** Requests that may still come at once. */
  left: number
  filledAt: number
}

const MINUTE_MS = 60_000
const MOST_BUCKETS = 10_000

/**
 * Holds each key to so many questions and tool calls a minute (setting `requests_per_minute`), refilled evenly. The local
 * admin, who needs no key, is not held.
 */
export function rateLimit(runtime: Runtime) {
  const buckets = new Map<string, Bucket>()
  return createMiddleware<AppEnvironment>(async (c, next) => {
    const actor = c.get('actor')
    if (actor.id === 'local-admin') return next()
    const ctx = runtime.contextFor(actor)
    const most = readSetting(ctx.store, 'requests_per_minute')
    const now = ctx.clock()
    const bucket = buckets.get(actor.id) ?? { left: most, filledAt: now }
    bucket.left = Math.min(most, bucket.left + ((now - bucket.filledAt) / MINUTE_MS) * most)
    bucket.filledAt = now
    if (buckets.size >= MOST_BUCKETS) buckets.clear()
    buckets.set(actor.id, bucket)
    if (bucket.left < 1) {
      const seconds = Math.max(1, Math.ceil(((1 - bucket.left) / most) * 60))
      throw new KithError('RATE_LIMITED', `this key may make ${most} requests a minute`, {
        hint: `Try again in ${seconds} seconds, or raise the setting requests_per_minute.`,
        details: { retry_after_seconds: seconds },
      })
    }
    bucket.left -= 1
    return next()
  })
}
