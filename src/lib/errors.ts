/** The stable codes of every error that Kith raises on purpose; messages may change, codes do not. */
export type KithErrorCode =
  | 'INVALID_INPUT'
  | 'NOT_FOUND'
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NEEDS_APPROVAL'
  | 'CONFLICT'
  | 'TOO_LARGE'
  | 'RATE_LIMITED'
  | 'TIMEOUT'
  | 'CANCELLED'
  | 'UNAVAILABLE'
  | 'INTERNAL'

export interface KithErrorOptions {
  /** The input field at fault, when there is one. */
  readonly field?: string
  /** The way out, in one sentence. */
  readonly hint?: string
  readonly details?: Readonly<Record<string, unknown>>
  readonly cause?: unknown
}

/** An error whose message names the value, the rule and the way out. */
export class KithError extends Error {
  readonly code: KithErrorCode
  readonly field: string | null
  readonly hint: string | null
  readonly details: Readonly<Record<string, unknown>>

  constructor(code: KithErrorCode, message: string, options: KithErrorOptions = {}) {
    super(message, { cause: options.cause })
    this.name = 'KithError'
    this.code = code
    this.field = options.field ?? null
    this.hint = options.hint ?? null
    this.details = options.details ?? {}
  }
}

export class InvalidInputError extends KithError {
  constructor(message: string, options?: KithErrorOptions) {
    super('INVALID_INPUT', message, options)
    this.name = 'InvalidInputError'
  }
}

export class NotFoundError extends KithError {
  constructor(entity: string, id: string, options: KithErrorOptions = {}) {
    super('NOT_FOUND', `no ${entity} '${id}' in this shop`, {
      ...options,
      details: { entity, id, ...options.details },
    })
    this.name = 'NotFoundError'
  }
}

export class ForbiddenError extends KithError {
  constructor(message: string, options?: KithErrorOptions) {
    super('FORBIDDEN', message, options)
    this.name = 'ForbiddenError'
  }
}
