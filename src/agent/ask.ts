import type { Language } from '../lib/answer.ts'
import type { Actor } from '../services/access/actor.ts'

/** One turn: a question by somebody, in a thread or at the start of one. */
export interface Ask {
  readonly actor: Actor
  readonly question: string
  readonly threadId?: string | undefined
  /** Position of the turn of that thread that this one takes the place of; all that followed it goes. */
  readonly replacesFrom?: number | undefined
  /** Language of the answer; that of the question when left out. */
  readonly language?: Language | undefined
  /** Date or instant up to which facts are visible in every call of this turn. */
  readonly asOf?: string | undefined
  /** Binds a service bot to one customer for this turn. */
  readonly customerId?: string | undefined
  readonly signal?: AbortSignal | undefined
  readonly onEvent?: ((event: AskEvent) => void) | undefined
}

/** What a channel may show while a turn runs. Text comes only after it was verified. */
export type AskEvent =
  /** Others are answered first; `ahead` of them come before. */
  | { readonly type: 'waiting'; readonly ahead: number }
  | { readonly type: 'thread'; readonly thread_id: string }
  | { readonly type: 'step_started'; readonly step: number; readonly tool: string; readonly words: string }
  | {
      readonly type: 'step_finished'
      readonly step: number
      readonly tool: string
      readonly words: string
      readonly ok: boolean
      readonly result_id: string | null
      readonly elapsed_ms: number
    }
  | { readonly type: 'notice'; readonly words: string }
  | { readonly type: 'text'; readonly delta: string }
