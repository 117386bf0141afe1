import { NotFoundError } from '../../lib/errors.ts'
import { readProposal, type ProposalStatus } from '../../store/queries/proposals/proposals.ts'
import { authorise } from '../access/authorise.ts'
import type { ServiceContext } from '../context.ts'
import { mayDecide } from './decide.ts'
import { findAction } from './actions.ts'
import { previewOf } from './proposal-preview.ts'
import { parseActionArgs } from './parse-action-args.ts'

/** A proposal as whoever decides it should see it. Instants are ISO, UTC. */
export interface ShownProposal {
  readonly proposal_id: string
  readonly action: string
  readonly args: Readonly<Record<string, unknown>>
  readonly preview: string
  readonly hash: string
  readonly status: string
  readonly proposed_by: string
  readonly proposed_role: string
  readonly created_at: string
  readonly expires_at: string
  readonly decided_by: string | null
  readonly decided_at: string | null
  readonly note: string | null
  readonly outcome: unknown
  /** Whether the one who looks may approve it, and if not, why in words. */
  readonly may_approve: boolean
  readonly why_not: string | null
}

/**
 * One proposal. While it waits, its preview is made anew in the reader's language, so that the counts are those of now.
 *
 * @throws {NotFoundError} when there is none
 */
export function showProposal({
  ctx,
  input,
}: {
  ctx: ServiceContext
  input: { readonly proposalId: string }
}): ShownProposal {
  authorise(ctx, 'read:proposals')
  const row = readProposal(ctx.store, input.proposalId)
  if (row === undefined) throw new NotFoundError('proposal', input.proposalId)
  const waits = (row.status as ProposalStatus) === 'proposed'
  const objection = waits ? mayDecide(ctx, row, 'approve') : null
  return {
    proposal_id: row.id,
    action: row.action,
    args: JSON.parse(row.args) as Record<string, unknown>,
    preview: waits ? freshPreview(ctx, row) : previewOf(row, ctx.language),
    hash: row.hash,
    status: row.status,
    proposed_by: row.proposedBy,
    proposed_role: row.proposedRole,
    created_at: isoOf(row.createdAt),
    expires_at: isoOf(row.expiresAt),
    decided_by: row.decidedBy,
    decided_at: row.decidedAt === null ? null : isoOf(row.decidedAt),
    note: row.decisionNote,
    outcome: row.outcome === null ? null : (JSON.parse(row.outcome) as unknown),
    may_approve: waits && objection === null,
    why_not: objection?.message ?? null,
  }
}

/** What was shown when it was proposed stands when a fresh look fails, as for a name that was taken meanwhile. */
function freshPreview(
  ctx: ServiceContext,
  row: { readonly action: string; readonly args: string; readonly preview: string },
): string {
  try {
    const action = findAction(row.action)
    return action.preview(ctx, parseActionArgs(action, JSON.parse(row.args)))
  } catch {
    return previewOf(row, ctx.language)
  }
}

const isoOf = (at: number): string => new Date(at).toISOString()
