import { KithError } from '../../lib/errors.ts'
import type { NoticeName } from '../words/notices.ts'

export interface ClassifiedFailure {
  readonly notice: NoticeName
  /** For the log: no message of a provider, which may quote what it was sent. */
  readonly reason: string
}

/** What a failed model run means for the asker. */
export function classifyFailure(error: unknown): ClassifiedFailure {
  const root = rootCause(error)
  if (root instanceof KithError && root.details['reason_code'] === 'personal_data') {
    return { notice: 'privacy', reason: 'personal data in an outgoing request' }
  }
  if (root instanceof Error && root.name === 'ModelCallLimitMiddlewareError') {
    return { notice: 'tooManySteps', reason: 'too many model calls' }
  }
  if (root instanceof KithError) return { notice: 'fallback', reason: `${root.code}: ${root.message}` }
  const status = root !== null && typeof root === 'object' && 'status' in root ? String(root.status) : 'none'
  return { notice: 'fallback', reason: `${root instanceof Error ? root.name : typeof root}, status ${status}` }
}

/** The error that middleware, graph and client wrapped. */
export function rootCause(error: unknown): unknown {
  let root = error
  for (let depth = 0; depth < 10 && root instanceof Error && root.cause instanceof Error; depth += 1) {
    if (root instanceof KithError) return root
    root = root.cause
  }
  return root
}
