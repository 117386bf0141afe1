import type { ProposalRow } from '../../../store/queries/proposals/proposals.ts'

/** A proposal as every way in shows it while it waits. */
export interface ProposalSummary {
  readonly proposal_id: string
  readonly action: string
  readonly preview: string
  readonly hash: string
  readonly expires_at: string
}

export const summariseProposal = ({ id, action, preview, hash, expiresAt }: ProposalRow): ProposalSummary => ({
  proposal_id: id,
  action,
  preview,
  hash,
  expires_at: new Date(expiresAt).toISOString(),
})
