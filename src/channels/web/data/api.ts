import type { ToolSuccess } from '../../../lib/tool-result.ts'
import { languageNow, sayNow } from '../text/start-text.ts'

/** A refusal or failure as every page shows it: plain words in its language, a stable code, the way out. */
export class ApiProblem extends Error {
  /** As the log has it, for whoever is asked for help. */
  readonly told: string
  readonly code: string
  readonly hint: string | null
  readonly field: string | null
  readonly status: number

  constructor(problem: {
    code: string
    message: string
    hint?: string | null
    field?: string | null
    status?: number
    told?: string | undefined
  }) {
    const { code, message, hint = null, field = null } = problem
    super(asSentence(message))
    this.told = problem.told ?? [message, hint].filter(Boolean).join('\n')
    this.code = code
    this.hint = hint
    this.field = field
    this.status = problem.status ?? 0
  }

  /** Whatever was thrown. What the page itself did wrong is told by its code; its own words are for whoever is asked for help. */
  static of(error: unknown): ApiProblem {
    return error instanceof ApiProblem ? error : new ApiProblem({ code: 'INTERNAL', message: sayNow('failed'), told: String(error) })
  }

  /** What is wrong and the way out, one behind the other. */
  get sentences(): string {
    if (this.hint === null) return this.message
    return languageNow() === 'zh' ? `${this.message}。${this.hint}` : `${this.message}. ${this.hint}`
  }

  /** True when the server knows no tool of that name: this part is not there yet. */
  get isMissingTool(): boolean {
    return this.code === 'NOT_FOUND' && this.field === 'name'
  }
}

export interface RequestOptions {
  readonly method?: string
  readonly body?: unknown
  readonly signal?: AbortSignal
}

/** One request of the page to its own server; JSON both ways. Every failure is an `ApiProblem`. */
export async function request<Body>(path: string, options: RequestOptions = {}): Promise<Body> {
  const { method = options.body === undefined ? 'GET' : 'POST', body, signal } = options
  const isFile = body instanceof Blob
  const response = await fetch(path, {
    method,
    headers: {
      'accept-language': languageNow(),
      ...(body === undefined || isFile ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: isFile ? body : JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  }).catch((error: unknown) => {
    if (signal?.aborted === true) throw error
    throw new ApiProblem({ code: 'UNREACHABLE', message: sayNow('unreachableHint'), told: String(error) })
  })
  const value: unknown = await response.json().catch(() => null)
  if (response.ok) return value as Body
  throw problemOf(value, response.status)
}

/** What a reply that is no success says. */
export function problemOf(value: unknown, status: number): ApiProblem {
  const problem = (value ?? {}) as Record<string, string | null | undefined>
  return new ApiProblem({
    code: problem['code'] ?? `HTTP_${status}`,
    message: problem['detail'] ?? `HTTP ${status}`,
    hint: problem['hint'] ?? null,
    field: problem['field'] ?? null,
    status,
    told: problem['detail_en'] ?? undefined,
  })
}

export interface ToolOptions {
  readonly signal?: AbortSignal
  /** Names, e-mails and telephone numbers stay masked, and nothing is logged as revealed. */
  readonly masked?: boolean
  /** A conversation whose earlier results the arguments may name. */
  readonly threadId?: string
}

/** Calls a tool as every channel does. */
export function callTool<Data>(
  name: string,
  args: Readonly<Record<string, unknown>>,
  { signal, masked, threadId }: ToolOptions = {},
): Promise<ToolSuccess<Data>> {
  const body = {
    args,
    language: languageNow(),
    ...(masked === true ? { mask_identifiers: true } : {}),
    ...(threadId === undefined ? {} : { thread_id: threadId }),
  }
  return request(`/v1/tools/${name}`, { body, ...(signal === undefined ? {} : { signal }) })
}

/** The server begins its sentences small, for they stand behind other words as often as alone; names of fields stay as they are. */
const asSentence = (message: string): string =>
  /^[a-z]+[ ']/.test(message) ? message[0]?.toUpperCase() + message.slice(1) : message
