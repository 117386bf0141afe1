import type { KithAgent } from '../agent/create-kith-agent.ts'
import type { Language } from '../lib/answer.ts'
import type { Log } from '../lib/log.ts'
import type { FinishedOperation } from '../lib/telemetry.ts'
import type { ToolResult, ToolSuccess } from '../lib/tool-result.ts'
import type { Actor } from '../services/access/actor.ts'
import type { Arrivals } from '../services/arrivals/create-arrivals.ts'
import type { ServiceContext } from '../services/context.ts'
import type { ContextCards } from '../services/service-context/create-context-cards.ts'
import type { ImportJob } from '../services/imports/import-report.ts'
import type { RunImportInput } from '../services/imports/run-import.ts'
import type { CallerLookup } from './caller-lookup.ts'

export interface CallOptions {
  readonly asOf?: string | undefined
  readonly language?: Language | undefined
  readonly earlierResult?: ((resultId: string) => ToolSuccess | null) | undefined
  readonly signal?: AbortSignal | undefined
}

export interface ImportStart extends Omit<RunImportInput, 'onProgress'> {
  /** Called when the import is over, however it ended. */
  readonly whenSettled?: () => Promise<void>
}

/** Imports of the server, in a thread of their own, one after the other. */
export interface ImportJobs {
  readonly start: (actor: Actor, input: ImportStart) => string
  /** Makes the demo shop and loads it into an empty store; it is followed and stopped like an import. */
  readonly startDemo: (actor: Actor, customers?: number) => string
  readonly get: (id: string) => ImportJob | undefined
  readonly cancel: (id: string) => boolean
}

/** What every way in is handed by the wiring: the same services, tools and agent. */
export interface Runtime {
  readonly log: Log
  readonly version: string
  /** Folder of the store and the files beside it. */
  readonly home: string
  /** Effective settings of the environment by name, secrets included: whoever shows them masks them. */
  readonly config: () => readonly (readonly [string, unknown])[]
  /** Whether the settings name the shop's currency; otherwise its first file may. */
  readonly currencyIsSet: boolean
  /** Which model answers, for the three lines at the start and for health. */
  readonly model: { readonly provider: 'embedded' | 'openai'; readonly name: string }
  readonly agent: () => Promise<KithAgent>
  /** Tells of each turn, call of a model and call of a tool that is over. */
  readonly watchOperations: (listener: (operation: FinishedOperation) => void) => void
  readonly contextFor: (actor: Actor, options?: CallOptions) => ServiceContext
  readonly callTool: (
    actor: Actor,
    name: string,
    args: Readonly<Record<string, unknown>>,
    options?: CallOptions,
  ) => Promise<ToolResult>
  /** Words for enum values, in the language of a reader. */
  readonly labels: (language: Language) => Readonly<Record<string, string>>
  readonly callers: CallerLookup
  readonly imports: ImportJobs
  /** Cards of customers for service bots, kept between requests. */
  readonly cards: ContextCards
  /** The way in for events. */
  readonly arrivals: Arrivals
  /** The Slack app that the settings name; null without one. `apiUrl` is where Slack's Web API is, if not at Slack. */
  readonly slack: { readonly botToken: string; readonly signingSecret: string; readonly apiUrl?: string } | null
  readonly signIn: (linkToken: string) => { readonly sessionToken: string; readonly expiresAt: number }
  readonly readiness: () => { readonly ready: boolean; readonly reason?: string }
  /** Work that goes on after its request was answered: closing waits for it. */
  readonly holdOpen: (work: Promise<unknown>) => void
  readonly close: () => Promise<void>
}
