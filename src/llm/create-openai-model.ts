import type { MessageContent } from '@langchain/core/messages'
import { ChatOpenAICompletions } from '@langchain/openai'
import type { Clock } from '../lib/clock.ts'
import { estimateTokens } from './estimate-tokens.ts'
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
 * LangChain counts the tokens of a streamed reply itself, with tables that it fetches from a public site. The provider
 * says what it used, so a rough count by length does, and nothing but the model's endpoint is ever called.
 */
class StreamedCompletions extends ChatOpenAICompletions {
  override getNumTokens(content: MessageContent): Promise<number> {
    const text = typeof content === 'string' ? content : JSON.stringify(content)
    return Promise.resolve(estimateTokens(text))
  }
}

/**
 * A chat model at any OpenAI-compatible endpoint. It streams, so that a withdrawn question stops at once and a cut
 * reply can be told from a finished one; retries live in the guarded fetch, which honours what the server asks for.
 */
export const createOpenAIModel = (options: OpenAIModelOptions): ChatOpenAICompletions =>
  new StreamedCompletions({
    model: options.model,
    apiKey: options.apiKey ?? 'none',
    streaming: true,
    streamUsage: true,
    maxRetries: 0,
    configuration: {
      // The client would print replies that it cannot parse.
      logLevel: 'off',
      ...(options.baseUrl === undefined ? {} : { baseURL: options.baseUrl }),
      fetch: guardedFetch({
        guard: options.guard,
        clock: options.clock,
        timeoutMs: options.timeoutMs ?? TIMEOUT_MS,
        fetch: options.fetch ?? globalThis.fetch,
      }),
    },
  })
