import type { BaseMessage } from '@langchain/core/messages'
import type { Language } from '../../lib/answer.ts'
import type { Log } from '../../lib/log.ts'
import type { Telemetry } from '../../lib/telemetry.ts'
import type { ToolSuccess } from '../../lib/tool-result.ts'
import type { Memory } from '../../services/memory/memory.ts'
import type { ToolDefinition } from '../../../tools/define-tool.ts'
import type { AgentLimits } from '../agent-limits.ts'
import type { ResultBook } from '../references/result-book.ts'
import type { FindNames } from '../verifier/find-strangers.ts'
import type { OwnWords } from '../verifier/own-words.ts'
import type { ToolCaller } from './call-tools.ts'
import type { PrivacyBoundary } from './privacy-boundary.ts'
import type { TurnUsage } from './run-model.ts'
import type { VisibleTools } from './visible-tools.ts'

/** Everything that the steps of one turn share. */
export interface Turn {
  readonly question: string
  /** Of the question, or the one that was asked for. */
  readonly language: Language
  /** All that the asker has said in this thread. */
  readonly said: string
  /** Results of the turns before. */
  readonly earlierResults: () => readonly ToolSuccess[]
  readonly findNames: FindNames
  readonly labels: Readonly<Record<Language, Readonly<Record<string, string>>>>
  /** What the asker asked to be kept in mind. */
  readonly memories: readonly Memory[]
  readonly isOwnWords: OwnWords
  readonly system: string
  /** Earlier turns of the thread, then the question. */
  readonly messages: readonly BaseMessage[]
  /** The same within a budget, for a model elsewhere. */
  readonly shortMessages: readonly BaseMessage[]
  /** The tools that fit the question, best first. */
  readonly tools: readonly ToolDefinition[]
  readonly allTools: readonly ToolDefinition[]
  /** Which of them a model elsewhere sees. */
  readonly visible: VisibleTools
  readonly book: ResultBook
  readonly caller: ToolCaller
  readonly boundary: PrivacyBoundary
  readonly usage: TurnUsage
  readonly limits: AgentLimits
  readonly log: Log
  readonly telemetry: Telemetry
  /** Aborted when the asker leaves or the turn's time is up. */
  readonly signal: AbortSignal
  /** Aborted when a model elsewhere has used up its share of the turn's time. */
  readonly remoteSignal: AbortSignal
}
