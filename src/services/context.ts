import type { AsOf } from '../lib/as-of.ts'
import type { Clock } from '../lib/clock.ts'
import type { Language } from '../lib/answer.ts'
import type { Log } from '../lib/log.ts'
import type { PeriodFrame } from '../lib/periods.ts'
import type { TimeZone } from '../lib/time-zone.ts'
import type { IdentifierVault } from '../lib/identifier-vault.ts'
import type { Store } from '../store/open.ts'
import type { RemoteEmbeddings } from '../vectors/embedder.ts'
import type { Actor } from './access/actor.ts'

/** What the shop is, as stored with its data. */
export interface Shop {
  readonly name: string
  readonly zone: TimeZone
  readonly currency: string
  /** ISO weekday: 1 = Monday. */
  readonly weekStart: number
}

/** Everything that a service may use besides its input; made per call by the wiring, never kept. */
export interface ServiceContext {
  readonly store: Store
  readonly vault: IdentifierVault
  readonly clock: Clock
  readonly log: Log
  readonly shop: Shop
  readonly actor: Actor
  readonly language: Language
  /** Up to when facts are visible in this call. */
  readonly asOf: AsOf
  /** The default as-of of the store: derived tables stamped for it may serve when `asOf` equals it. */
  readonly defaultAsOf: AsOf
  readonly frame: PeriodFrame
  /** Folder of the store, for files beside it (quarantine, exports). */
  readonly home: string
  /** Fetches an earlier result of the same thread, for `within`; null outside a thread or when there is none. */
  readonly earlierResult: (resultId: string) => import('../lib/tool-result.ts').ToolSuccess | null
  readonly signal: AbortSignal
  /** Embeddings of the configured endpoint; without them texts are embedded here. */
  readonly embeddings?: RemoteEmbeddings | undefined
}
