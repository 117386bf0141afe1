import type { OpenAIEmbeddings } from '@langchain/openai'
import { guardedFetch } from './guarded-fetch.ts'
import type { OpenAIModelOptions } from './create-openai-model.ts'

export interface EndpointEmbeddings {
  readonly model: string
  embedDocuments(texts: string[]): Promise<number[][]>
}

const TIMEOUT_MS = 30_000
const BATCH = 128

/**
 * Embeddings of any OpenAI-compatible endpoint. Texts pass `conceal` first and the guard last, so that what customers wrote
 * about themselves stays here.
 */
export function createOpenAIEmbeddings(
  options: OpenAIModelOptions & { readonly conceal: (text: string) => string },
): EndpointEmbeddings {
  // The library is loaded by the first text.
  let client: Promise<OpenAIEmbeddings> | null = null
  const embeddings = (): Promise<OpenAIEmbeddings> => (client ??= createClient(options))
  return {
    model: options.model,
    // An endpoint refuses empty texts.
    embedDocuments: async (texts) =>
      (await embeddings()).embedDocuments(texts.map((text) => options.conceal(text) || '-')),
  }
}

async function createClient(options: OpenAIModelOptions): Promise<OpenAIEmbeddings> {
  const { OpenAIEmbeddings } = await import('@langchain/openai')
  return new OpenAIEmbeddings({
    model: options.model,
    apiKey: options.apiKey ?? 'none',
    batchSize: BATCH,
    maxRetries: 0,
    // Some compatible servers answer base64 with plain lists; asked for floats all of them agree.
    encodingFormat: 'float',
    configuration: {
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
}
