import type { ServiceContext } from '../../context.ts'
import { previewOf } from '../proposal-preview.ts'
import type { ProposalRow } from '../../../store/queries/proposals/proposals.ts'

/** A proposal as every way in shows it while it waits. */
export interface ProposalSummary {
  readonly proposal_id: string
  readonly action: string
  readonly preview: string
  readonly hash: string
  readonly expires_at: string
}

export const summariseProposal = (
  { language }: Pick<ServiceContext, 'language'>,
  row: ProposalRow,
): ProposalSummary => ({
  proposal_id: row.id,
  action: row.action,
  preview: previewOf(row, language),
  hash: row.hash,
  expires_at: new Date(row.expiresAt).toISOString(),
})
