import { randomUUID } from 'node:crypto'
import { canonicalJson } from '../../lib/canonical-json.ts'
import { insertProposal, inTransaction, type ProposalRow } from '../../store/queries/proposals/proposals.ts'
import { authorise } from '../access/authorise.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { ServiceContext } from '../context.ts'
import { findAction } from './actions.ts'
import { parseActionArgs } from './parse-action-args.ts'
import { keptPreview } from './proposal-preview.ts'
import { proposalHash } from './proposal-hash.ts'

/** A proposal waits this long for its decision. */
const LIFETIME_MS = 24 * 3_600_000

/**
 * Records what someone wants done, with a preview of the real effect. Nothing happens until `decide` approves it.
 *
 * @throws {KithError} INVALID_INPUT for an unknown action or arguments that it does not take; FORBIDDEN by role
 */
export function propose({
  ctx,
  input,
}: {
  ctx: ServiceContext
  input: { action: string; args: unknown }
}): ProposalRow {
  const action = findAction(input.action)
  authorise(ctx, action.proposeNeed)
  const args = parseActionArgs(action, input.args)
  const now = ctx.clock()
  const row: ProposalRow = {
    id: `P-${randomUUID()}`,
    action: action.name,
    args: canonicalJson(args),
    hash: proposalHash({ actorId: ctx.actor.id, action: action.name, args }),
    preview: keptPreview(ctx, action, args),
    proposedBy: ctx.actor.id,
    proposedRole: ctx.actor.role,
    createdAt: now,
    expiresAt: now + LIFETIME_MS,
    status: 'proposed',
    decidedBy: null,
    decidedAt: null,
    decisionNote: null,
    executedAt: null,
    outcome: null,
  }
  inTransaction(ctx.store, () => {
    insertProposal(ctx.store, row)
    recordAudit(ctx, { action: 'propose', subject: row.id, details: { action: row.action, hash: row.hash } })
  })
  return row
}
