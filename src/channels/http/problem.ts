import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { KithError, type KithErrorCode } from '../../lib/errors.ts'
import { toToolFailure } from '../../../tools/run-tool.ts'

export const STATUS: Readonly<Record<KithErrorCode, ContentfulStatusCode>> = {
  INVALID_INPUT: 400,
  NOT_FOUND: 404,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NEEDS_APPROVAL: 409,
  CONFLICT: 409,
  TOO_LARGE: 413,
  RATE_LIMITED: 429,
  TIMEOUT: 504,
  CANCELLED: 499 as ContentfulStatusCode,
  UNAVAILABLE: 503,
  INTERNAL: 500,
}

/** Seconds after which the same request may be taken, where the error says so. */
export function retryAfter(error: unknown): string | null {
  const seconds = error instanceof KithError ? error.details['retry_after_seconds'] : null
  return typeof seconds === 'number' ? String(seconds) : null
}

/** An error as RFC 9457 problem details, with Kith's stable code and the way out. */
export function problem(c: Context, error: unknown): Response {
  const { code, message, field, hint } = toToolFailure(error).error
  const status =
    error instanceof KithError && error.details['status'] === 507 ? (507 as ContentfulStatusCode) : STATUS[code]
  const headers: Record<string, string> = { 'content-type': 'application/problem+json' }
  // The rest of a body that is too large is not read, so the connection cannot serve another request.
  if (code === 'TOO_LARGE') headers['connection'] = 'close'
  const retry = retryAfter(error)
  if (retry !== null) headers['retry-after'] = retry
  if (code === 'UNAUTHENTICATED') headers['www-authenticate'] = 'Bearer realm="kith"'
  return c.body(
    JSON.stringify({ type: 'about:blank', title: code, status, detail: message, code, field, hint }),
    status,
    headers,
  )
}
