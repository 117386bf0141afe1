import type { TurnQueueLimits } from './turn-queue.ts'

/** How much one turn may use. */
export interface AgentLimits {
  readonly modelCalls: number
  readonly toolCalls: number
  /** Input and output tokens together, over all model calls of the turn. */
  readonly tokens: number
  /** Milliseconds from question to answer. */
  readonly turnMs: number
  /** Milliseconds of those that a model elsewhere may use before the embedded planner takes over. */
  readonly remoteMs: number
  /** Tools that a model sees in one turn. */
  readonly visibleTools: number
  /** Tokens that the declarations of tools may take in one call of a model elsewhere; further tools are named only. */
  readonly toolTokens: number
  /** Tokens that earlier turns may take there; what came before them is told in one line each. */
  readonly historyTokens: number
}

export const DEFAULT_LIMITS: AgentLimits = {
  modelCalls: 4,
  toolCalls: 8,
  tokens: 60_000,
  turnMs: 30_000,
  remoteMs: 22_000,
  visibleTools: 20,
  toolTokens: 420,
  historyTokens: 900,
}

/** How many turns are worked on at once, and how many may wait beside them for how long, unless the wiring says otherwise. */
export const USUAL_QUEUE: TurnQueueLimits = { running: 8, waiting: 1000, waitMs: 120_000 }
