import { InvalidInputError, KithError } from '../../lib/errors.ts'

/** Paths of single calls and the type that each stands for. */
export const CALL_TYPES = ['track', 'identify', 'page', 'screen', 'alias', 'group'] as const
export type CallType = (typeof CALL_TYPES)[number]

/** As Segment's own limit. */
export const MOST_BODY_BYTES = 500 * 1024
export const MOST_CALLS = 10_000

export interface ReadCalls {
  readonly calls: readonly unknown[]
  readonly sentAt: unknown
  /** Some libraries give the write key here instead of in a header. */
  readonly writeKey: string | null
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * The calls of a request's body: `{"batch": [...], "sentAt": ...}`, or one call whose type its path says.
 *
 * @throws {KithError} INVALID_INPUT when the body is no JSON object of that form; TOO_LARGE beyond the limits
 */
export function readCalls(text: string, type: CallType | null): ReadCalls {
  const body = parse(text)
  const { sentAt, writeKey } = body
  const shared = { sentAt, writeKey: typeof writeKey === 'string' && writeKey !== '' ? writeKey : null }
  if (type !== null) {
    const { writeKey: _, ...call } = body
    return { calls: [{ ...call, type }], ...shared }
  }
  const { batch, context } = body
  if (!Array.isArray(batch)) {
    throw new InvalidInputError('batch must be a list of calls', {
      field: 'batch',
      hint: 'Send {"batch": [{"type": "track", "event": "Product Viewed", "userId": "...", "messageId": "..."}]}.',
    })
  }
  if (batch.length === 0) {
    throw new InvalidInputError('the batch is empty', { field: 'batch', hint: 'Send at least one call.' })
  }
  if (batch.length > MOST_CALLS) {
    throw new KithError('TOO_LARGE', `the batch holds ${batch.length} calls, and ${MOST_CALLS} are the most`, {
      field: 'batch',
      hint: 'Send them in several requests; the same call sent twice counts once.',
    })
  }
  const calls: readonly unknown[] = isObject(context)
    ? batch.map((call: unknown) =>
        isObject(call)
          ? { ...call, context: isObject(call['context']) ? { ...context, ...call['context'] } : context }
          : call,
      )
    : batch
  return { calls, ...shared }
}

function parse(text: string): Readonly<Record<string, unknown>> {
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch (cause) {
    throw new InvalidInputError('the request body is not JSON', {
      hint: 'Send a JSON object in the form of the Segment spec.',
      cause,
    })
  }
  if (!isObject(body)) {
    throw new InvalidInputError('the request body is not a JSON object', {
      hint: 'Send {"batch": [...]} to /v1/batch, or one call to /v1/track, /v1/identify or /v1/page.',
    })
  }
  return body
}
