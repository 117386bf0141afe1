import {
  expireProposals,
  listProposalRows,
  type ProposalRow,
  type ProposalStatus,
} from '../../store/queries/proposals/proposals.ts'
import type { PageRequest } from '../../lib/page.ts'
import { authorise } from '../access/authorise.ts'
import type { ServiceContext } from '../context.ts'
import { resumeApproved } from './outbox/deliver-approved.ts'

export type { ProposalRow }

/** Proposals, newest first; all statuses when none is given. What was approved and not yet carried out is taken up first. */
export function listProposals({
  ctx,
  input,
}: {
  ctx: ServiceContext
  input: { status: ProposalStatus | null; page?: PageRequest }
}): ProposalRow[] {
  authorise(ctx, 'read:proposals')
  expireProposals(ctx.store, ctx.clock())
  resumeApproved(ctx)
  return listProposalRows(ctx.store, input.status, input.page ?? { limit: 100, after: null })
}
