import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { KithError, type KithErrorCode } from '../../lib/errors.ts'
import type { Language } from '../../lib/answer.ts'
import type { ToolFailure } from '../../lib/tool-result.ts'
import { toToolFailure } from '../../../tools/run-tool.ts'
import { tellProblem } from '../problems/tell-problem.ts'
import { languageOf } from './language-of.ts'

const STATUS: Readonly<Record<KithErrorCode, ContentfulStatusCode>> = {
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

/** The status of an error: that of its code, unless it names a narrower one (507, 408). */
export function statusOf(error: unknown): ContentfulStatusCode {
  const own = error instanceof KithError ? error.details['status'] : null
  return typeof own === 'number' ? (own as ContentfulStatusCode) : STATUS[toToolFailure(error).error.code]
}

/** The way out where an error names none of its own. */
const WAYS_OUT: Readonly<Record<KithErrorCode, string>> = {
  INVALID_INPUT: 'GET /openapi.json describes every request.',
  NOT_FOUND: 'Check the id: the lists of this interface show what there is.',
  UNAUTHENTICATED: 'Send "Authorization: Bearer kith_..." with a key of this shop.',
  FORBIDDEN: 'Use a key of a role that may, or ask an admin of the shop.',
  NEEDS_APPROVAL: 'GET /v1/approvals lists what waits for a decision.',
  CONFLICT: 'Read it again, and repeat the request on what you find.',
  TOO_LARGE: 'Send it in smaller parts.',
  RATE_LIMITED: 'Wait a moment, then send it again.',
  TIMEOUT: 'Send it again, or ask for less at once.',
  CANCELLED: 'Send it again and wait for the reply.',
  UNAVAILABLE: 'Try again in a moment; `kith doctor` says what is wrong if it stays so.',
  INTERNAL: 'The log has the details; `kith doctor` checks the store.',
}

/** Seconds after which the same request may be taken, where the error says so. */
export function retryAfter(error: unknown): string | null {
  const seconds = error instanceof KithError ? error.details['retry_after_seconds'] : null
  return typeof seconds === 'number' ? String(seconds) : null
}

/**
 * An error as RFC 9457 problem details, with Kith's stable code and the way out; `more` stands beside them. Sentences are in
 * the language that the request asks for, English unless it asks; then `detail_en` holds them as the log has them.
 */
export function problem(
  c: Context,
  error: unknown,
  { language = languageOf(c) ?? 'en', more = {} }: { readonly language?: Language; readonly more?: object } = {},
): Response {
  const { code, message, field, hint: ownHint } = toToolFailure(error).error
  const hint = ownHint ?? WAYS_OUT[code]
  const told = tellProblem({ code, message, field, hint }, language)
  const status = statusOf(error)
  const headers: Record<string, string> = {
    'content-type': 'application/problem+json',
    'content-language': language === 'zh' ? 'zh-Hans' : 'en',
  }
  // The rest of a body that is too large or stalled is not read, so the connection cannot serve another request.
  if (code === 'TOO_LARGE' || status === 408) headers['connection'] = 'close'
  const retry = retryAfter(error)
  if (retry !== null) headers['retry-after'] = retry
  if (code === 'UNAUTHENTICATED') headers['www-authenticate'] = 'Bearer realm="kith"'
  return c.body(
    JSON.stringify({
      type: 'about:blank',
      title: told.title,
      status,
      detail: told.message,
      code,
      field,
      hint: told.hint,
      ...(language === 'en' ? {} : { detail_en: `${message}. ${hint}` }),
      ...more,
    }),
    status,
    headers,
  )
}

/** A tool that failed, as problem details that hold its result as every way in gives it. */
export function failedResult(c: Context, failure: ToolFailure, language?: Language): Response {
  const { code, message, field, hint, details } = failure.error
  const options = { ...(field === null ? {} : { field }), ...(hint === null ? {} : { hint }), details }
  const error = new KithError(code, message, options)
  return problem(c, error, { more: failure, ...(language === undefined ? {} : { language }) })
}
