import type { z } from 'zod'
import type { Fact } from '../../lib/tool-result.ts'
import type { Need } from '../access/authorise.ts'
import type { ServiceContext } from '../context.ts'

/** What an action would do, in figures that an answer may state. */
export interface ActionEffect {
  /** One paragraph in the language of the context: what would really happen. */
  readonly summary: string
  readonly facts: readonly Fact[]
  readonly warnings?: readonly string[]
}

/** What leaves the shop by an approved action: one file, named after its proposal. */
export interface OutboxFile {
  /** json, csv */
  readonly extension: string
  readonly content: string
  /** What is kept of it in the proposal's outcome; no personal data. */
  readonly outcome: Readonly<Record<string, unknown>>
  /** True for a file that is handed to the person who asked for it: it is never posted to the webhook. */
  readonly handedOver?: true
}

/** Something with an effect. It is shown, approved and carried out by one mechanism, whatever it does. */
export interface ActionDefinition<Args extends z.ZodType = z.ZodType> {
  readonly name: string
  readonly args: Args
  readonly proposeNeed: Need
  /** Roles with this need may approve anyone's; `approve:own_segments` lets a proposer approve their own. */
  readonly approveNeed: Need
  /** An approval by another person than the proposer, when the shop has more than one. */
  readonly needsSecondPerson: boolean
  /** What would really happen: counts, what is left out, cost; in the language of the context. */
  preview(ctx: ServiceContext, args: z.output<Args>): string
  /** The same in figures, for actions that are proposed through `propose_action` and `export_audience`. */
  effect?(ctx: ServiceContext, args: z.output<Args>): ActionEffect
  /** The effect, inside the transaction that marks the proposal as executed: both happen or neither. */
  execute(ctx: ServiceContext, args: z.output<Args>): Readonly<Record<string, unknown>>
  /** What follows once the effect is on record; a process that ended before it does it at its next start. */
  afterwards?(ctx: ServiceContext, args: z.output<Args>): void
  /** For an effect outside the store: the file that leaves, made after the approval is on record. */
  outbox?(ctx: ServiceContext, args: z.output<Args>, proposalId: string): OutboxFile
}

export const defineAction = <Args extends z.ZodType>(action: ActionDefinition<Args>): ActionDefinition<Args> => action
