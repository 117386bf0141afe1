import { countWaitingProposals } from '../../store/queries/proposals/proposals.ts'
import type { ServiceContext } from '../context.ts'
import { mayRole, NEEDS, type Need } from './authorise.ts'

export interface Access {
  readonly actor: { readonly id: string; readonly role: string }
  /** What this actor may do, so that a page offers nothing that would be refused. */
  readonly may: readonly Need[]
  /** Proposals that wait for somebody's decision; null for roles that see none. */
  readonly waiting_approvals: number | null
}

/** Who asks, what they may, and how much waits for a decision. */
export function describeAccess({ ctx }: { ctx: Pick<ServiceContext, 'store' | 'actor' | 'clock'> }): Access {
  const { id, role } = ctx.actor
  return {
    actor: { id, role },
    may: NEEDS.filter((need) => mayRole(role, need)),
    waiting_approvals: mayRole(role, 'read:proposals') ? countWaitingProposals(ctx.store, ctx.clock()) : null,
  }
}
