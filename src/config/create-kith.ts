import { setTimeout } from 'node:timers/promises'
import { systemClock, type Clock } from '../lib/clock.ts'
import { KithError } from '../lib/errors.ts'
import { createLog, type Log } from '../lib/log.ts'
import type { Runtime } from '../channels/runtime.ts'
import { createArrivals } from '../services/arrivals/create-arrivals.ts'
import { writeReads } from '../services/audit/note-read.ts'
import { createContextCards } from '../services/service-context/create-context-cards.ts'
import { signIn } from '../services/keys/sign-in.ts'
import { readFirstDay } from '../store/queries/shop/shop-row.ts'
import { findTool, tools } from '../../tools/registry.ts'
import { runTool } from '../../tools/run-tool.ts'
import { createAgent, describeModel } from './create-agent.ts'
import { createEmbeddings } from './create-embeddings.ts'
import { createTelemetry } from './create-telemetry.ts'
import { createImportJobs } from './create-import-jobs.ts'
import type { Config } from './env.ts'
import { keyLookup } from './key-lookup.ts'
import { loadPrompts, type Prompts } from './load-prompts.ts'
import { openShop } from './open-shop.ts'

/** Closing waits so long for work that goes on after its request: with what a stop takes before, under twelve seconds in all. */
const LONGEST_WAIT_MS = 3000

export interface KithOptions {
  readonly config: Config
  readonly version: string
  readonly clock?: Clock
  readonly log?: Log
}

/**
 * Wires one Kith: the store under `KITH_HOME`, its vault, the tools and the agent. The only place where the layers meet.
 */
export function createKith({
  config,
  version,
  clock = systemClock,
  log = createLog(config.LOG_LEVEL),
}: KithOptions): Runtime {
  const { home, store, vault, contextFor } = openShop({
    config,
    clock,
    log,
    embeddings: (opened) => createEmbeddings(config, { ...opened, clock }),
  })

  const callTool: Runtime['callTool'] = (actor, name, args, options = {}) => {
    const tool = findTool(name)
    if (tool === undefined) {
      const known = tools.map((candidate) => candidate.name).join(', ')
      return Promise.resolve({
        ok: false,
        error: {
          code: 'NOT_FOUND',
          message: `there is no tool '${name}'`,
          field: 'name',
          hint: `Tools are: ${known}.`,
          details: {},
        },
      })
    }
    return runTool({
      tool,
      args,
      resultId: 'r1',
      contextFor: (asOf) => contextFor(actor, { ...options, asOf: asOf ?? options.asOf }),
    })
  }

  const arrivals = createArrivals({ contextFor, currencyIsSet: config.KITH_CURRENCY !== undefined })
  const telemetry = createTelemetry({ endpoint: config.OTEL_EXPORTER_OTLP_ENDPOINT, version })
  const imports = createImportJobs(config, version)
  let read: Prompts | null = null
  const prompts = (): Prompts => (read ??= loadPrompts())
  let agent: ReturnType<typeof createAgent> | null = null
  const underWay = new Set<Promise<unknown>>()
  return {
    log,
    version,
    home,
    config: () => Object.entries(config),
    currencyIsSet: config.KITH_CURRENCY !== undefined,
    model: describeModel(config),
    watchOperations: telemetry.subscribe,
    contextFor,
    callTool,
    agent: () => {
      agent ??= createAgent({ config, prompts: prompts(), store, vault, log, clock, contextFor, telemetry })
      return agent
    },
    labels: (language) => prompts().labels[language],
    callers: keyLookup(store, clock),
    arrivals,
    cards: createContextCards({ store, contextFor }),
    imports,
    slack:
      config.SLACK_BOT_TOKEN === undefined || config.SLACK_SIGNING_SECRET === undefined
        ? null
        : { botToken: config.SLACK_BOT_TOKEN, signingSecret: config.SLACK_SIGNING_SECRET },
    signIn: (token) => signIn(store, token, clock()),
    readiness: () => {
      try {
        readFirstDay(store)
        return { ready: true }
      } catch (error) {
        log.error({ err: error }, 'the store does not answer')
        return { ready: false, reason: error instanceof KithError ? error.message : 'the store does not answer' }
      }
    },
    holdOpen: (work) => {
      underWay.add(work)
      const done = (): void => void underWay.delete(work)
      work.then(done, done)
    },
    close: async () => {
      await Promise.race([Promise.allSettled(underWay), setTimeout(LONGEST_WAIT_MS, null, { ref: false })])
      await arrivals.settled()
      await imports.close()
      await telemetry.close()
      writeReads(store)
      store.close()
    },
  }
}
