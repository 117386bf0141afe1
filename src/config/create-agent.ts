import { createHash } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { createKithAgent, type KithAgent, type KithAgentOptions } from '../agent/create-kith-agent.ts'
import type { AgentModel } from '../agent/agent-model.ts'
import { refuseEmptyShop } from '../agent/turn/refuse-empty-shop.ts'
import { canonicalJson } from '../lib/canonical-json.ts'
import type { Clock } from '../lib/clock.ts'
import type { Log } from '../lib/log.ts'
import type { Telemetry } from '../lib/telemetry.ts'
import { mapStrings } from '../lib/map-strings.ts'
import { EmbeddedPlanner } from '../llm/planner/embedded-planner.ts'
import type { PlannerKnowledge } from '../llm/planner/knowledge.ts'
import { findProductNames } from '../llm/planner/marks/find-product-names.ts'
import { readMemoryOrder } from '../llm/planner/memory/read-memory-order.ts'
import { shortlistTools } from '../llm/planner/shortlist-tools.ts'
import { createIdentifierFinder } from '../privacy/create-identifier-finder.ts'
import { createOutgoingGuard } from '../privacy/create-outgoing-guard.ts'
import { buildLexicon } from '../services/lexicon/build-lexicon.ts'
import type { ServiceContext } from '../services/context.ts'
import type { Store } from '../store/open.ts'
import { readFactVersion } from '../store/queries/features/read-fact-version.ts'
import type { IdentifierVault } from '../lib/identifier-vault.ts'
import { tools } from '../../tools/registry.ts'
import type { Config } from './env.ts'
import type { Prompts } from './load-prompts.ts'

const EMBEDDED_NAME = 'kith-embedded-planner'
const DEFAULT_MODEL = 'gpt-4.1-mini'
/** More would not be answered sooner: what a turn computes shares the cores, and what it keeps meanwhile is memory. */
const TURNS_PER_CORE = 4

export interface AgentWiring {
  readonly config: Config
  readonly prompts: Prompts
  readonly store: Store
  readonly vault: IdentifierVault
  readonly log: Log
  readonly clock: Clock
  readonly contextFor: KithAgentOptions['contextFor']
  readonly telemetry: Telemetry
}

/** Which model answers under this configuration: a key or a base URL switches from the embedded planner. */
export const describeModel = (config: Config): { readonly provider: 'embedded' | 'openai'; readonly name: string } =>
  config.OPENAI_API_KEY === undefined && config.OPENAI_BASE_URL === undefined
    ? { provider: 'embedded', name: EMBEDDED_NAME }
    : { provider: 'openai', name: config.KITH_MODEL ?? DEFAULT_MODEL }

/** The agent over the configured model, with the embedded planner behind it; the planner learns the shop's names anew when they change. */
export async function createAgent({
  config,
  prompts,
  store,
  vault,
  log,
  clock,
  contextFor,
  telemetry,
}: AgentWiring): Promise<KithAgent> {
  const findIdentifiers = createIdentifierFinder({ store, vault })
  const remote = await remoteModel(config, clock, createOutgoingGuard(findIdentifiers))
  const knowledgeFor = rememberKnowledge(prompts)
  const ownTexts = [...prompts.wordings.map(({ text }) => text), ...stringsIn(prompts.replies)]

  const models: KithAgentOptions['models'] = (ask, ctx) => {
    const planner = new EmbeddedPlanner({
      knowledge: knowledgeFor(ctx),
      frame: ctx.frame,
      language: ask.language,
      boundCustomerId: ctx.actor.boundCustomerId,
    })
    const embedded: AgentModel = { provider: 'embedded', name: EMBEDDED_NAME, chatModel: planner }
    return remote === null ? [embedded] : [remote, embedded]
  }
  knowledgeFor(
    contextFor({ id: 'start', role: 'admin', boundCustomerId: null, channel: 'job', sharedChannel: false }, {}),
  )
  return createKithAgent({
    models,
    tools,
    shortlist: (text, earlier, ctx) => shortlistTools(knowledgeFor(ctx), ctx.frame, text, earlier),
    contextFor,
    refuseCall: refuseEmptyShop,
    readMemoryOrder: (text, own) => readMemoryOrder(text, knowledgeFor(own), own.frame),
    findProducts: (text, own) => findProductNames(text, knowledgeFor(own).lexicon),
    systemPrompt: prompts.system,
    surfaces: prompts.surfaces,
    labels: prompts.labels,
    stepWords: prompts.labels,
    ownTexts,
    findIdentifiers,
    log,
    telemetry,
    queue: { running: config.KITH_TURNS_AT_ONCE ?? TURNS_PER_CORE * availableParallelism() },
  })
}

/** Every string of a JSON value. */
function stringsIn(value: unknown): string[] {
  const strings: string[] = []
  mapStrings(value, (text) => {
    strings.push(text)
    return text
  })
  return strings
}

/** Its library is loaded only where a model elsewhere is configured. */
async function remoteModel(
  config: Config,
  clock: Clock,
  guard: ReturnType<typeof createOutgoingGuard>,
): Promise<AgentModel | null> {
  const { provider, name } = describeModel(config)
  if (provider === 'embedded') return null
  const { createOpenAIModel } = await import('../llm/create-openai-model.ts')
  const chatModel = createOpenAIModel({
    apiKey: config.OPENAI_API_KEY,
    baseUrl: config.OPENAI_BASE_URL,
    model: name,
    guard,
    clock,
  })
  return { provider, name, chatModel }
}

/** The planner's knowledge with the shop's present names; made anew only when a name came or went. */
function rememberKnowledge(texts: PlannerKnowledge['texts']): (ctx: ServiceContext) => PlannerKnowledge {
  let last: { readonly version: string; readonly names: string; readonly knowledge: PlannerKnowledge } | null = null
  return (ctx) => {
    const version = readFactVersion(ctx.store)
    if (last?.version === version) return last.knowledge
    const lexicon = buildLexicon({ ctx })
    const names = createHash('sha256').update(canonicalJson(lexicon)).digest('base64')
    last = { version, names, knowledge: last?.names === names ? last.knowledge : { texts, lexicon } }
    return last.knowledge
  }
}
