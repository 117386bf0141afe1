import { NotFoundError } from '../../lib/errors.ts'
import { readProposal, type ProposalRow } from '../../store/queries/proposals/proposals.ts'
import { authorise } from '../access/authorise.ts'
import type { ServiceContext } from '../context.ts'
import { decide } from './decide.ts'
import { propose } from './propose.ts'

/**
 * Proposes the same action with some arguments changed, and withdraws the first: an approval is for the arguments that were
 * shown, so an edit is a proposal of its own.
 *
 * @throws {KithError} what proposing and rejecting throw; then the first still waits
 */
export function reviseProposal({
  ctx,
  input,
}: {
  ctx: ServiceContext
  input: { readonly proposalId: string; readonly hash: string; readonly args: Readonly<Record<string, unknown>> }
}): ProposalRow {
  authorise(ctx, 'read:proposals')
  const row = readProposal(ctx.store, input.proposalId)
  if (row === undefined) throw new NotFoundError('proposal', input.proposalId)
  const args: unknown = { ...(JSON.parse(row.args) as Record<string, unknown>), ...input.args }
  const revised = propose({ ctx, input: { action: row.action, args } })
  decide({
    ctx,
    input: { proposalId: row.id, decision: 'reject', hash: input.hash, note: `revised as ${revised.id}` },
  })
  return revised
}
