import type { Clock } from '../lib/clock.ts'
import type { IdentifierVault } from '../lib/identifier-vault.ts'
import { createOpenAIEmbeddings, type EndpointEmbeddings } from '../llm/create-openai-embeddings.ts'
import { createIdentifierFinder } from '../privacy/create-identifier-finder.ts'
import { createOutgoingGuard } from '../privacy/create-outgoing-guard.ts'
import { createPseudonyms } from '../privacy/pseudonyms.ts'
import type { Store } from '../store/open.ts'
import type { Config } from './env.ts'

/** Embeddings of the configured endpoint, when one is named: identifiers in texts leave as tokens. */
export function createEmbeddings(
  config: Config,
  { store, vault, clock }: { readonly store: Store; readonly vault: IdentifierVault; readonly clock: Clock },
): EndpointEmbeddings | undefined {
  const { KITH_EMBEDDING_MODEL: model, OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseUrl } = config
  if (model === undefined || (apiKey === undefined && baseUrl === undefined)) return undefined
  const find = createIdentifierFinder({ store, vault })
  return createOpenAIEmbeddings({
    model,
    apiKey,
    baseUrl,
    clock,
    guard: createOutgoingGuard(find),
    conceal: (text) => createPseudonyms([]).conceal(text, find(text)),
  })
}
