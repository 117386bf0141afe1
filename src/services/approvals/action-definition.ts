import type { z } from 'zod'
import type { Need } from '../access/authorise.ts'
import type { ServiceContext } from '../context.ts'

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
  /** The effect, inside the transaction that marks the proposal as executed: both happen or neither. */
  execute(ctx: ServiceContext, args: z.output<Args>): Readonly<Record<string, unknown>>
}

export const defineAction = <Args extends z.ZodType>(action: ActionDefinition<Args>): ActionDefinition<Args> => action
