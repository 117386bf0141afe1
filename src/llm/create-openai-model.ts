import { ChatOpenAI } from '@langchain/openai'
import type { Clock } from '../lib/clock.ts'
import { guardedFetch, type OutgoingGuard } from './guarded-fetch.ts'

export interface OpenAIModelOptions {
  /** Left out for local servers that want none. */
  readonly apiKey?: string | undefined
  /** Any OpenAI-compatible endpoint, ending in /v1; OpenAI's own when left out. */
  readonly baseUrl?: string | undefined
  readonly model: string
  /** Looks at every byte that is about to leave and throws to keep it. */
  readonly guard: OutgoingGuard
  readonly clock: Clock
  /** Milliseconds for one attempt to begin to answer. */
  readonly timeoutMs?: number
  readonly fetch?: typeof globalThis.fetch
}

const TIMEOUT_MS = 15_000

/**
 * A chat model at any OpenAI-compatible endpoint. It streams, so that a withdrawn question stops at once and a cut
 * reply can be told from a finished one; retries live in the guarded fetch, which honours what the server asks for.
 */
export const createOpenAIModel = (options: OpenAIModelOptions): ChatOpenAI =>
  new ChatOpenAI({
    model: options.model,
    apiKey: options.apiKey ?? 'none',
    streaming: true,
    streamUsage: true,
    maxRetries: 0,
    useResponsesApi: false,
    configuration: {
      ...(options.baseUrl === undefined ? {} : { baseURL: options.baseUrl }),
      fetch: guardedFetch({
        guard: options.guard,
        clock: options.clock,
        timeoutMs: options.timeoutMs ?? TIMEOUT_MS,
        fetch: options.fetch ?? globalThis.fetch,
      }),
    },
  })
