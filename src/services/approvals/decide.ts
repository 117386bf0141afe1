import { ForbiddenError, KithError, NotFoundError } from '../../lib/errors.ts'
import {
  expireProposals,
  inTransaction,
  moveProposal,
  readProposal,
  type ProposalRow,
} from '../../store/queries/proposals/proposals.ts'
import { countActiveKeys } from '../../store/queries/keys/keys.ts'
import { mayRole } from '../access/authorise.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { ServiceContext } from '../context.ts'
import type { ActionDefinition } from './action-definition.ts'
import { findAction } from './actions.ts'
import { deliverApproved } from './outbox/deliver-approved.ts'
import { parseActionArgs } from './parse-action-args.ts'
import { proposalHash } from './proposal-hash.ts'

export interface Decision {
  readonly proposalId: string
  readonly decision: 'approve' | 'reject'
  /** The hash that the approver was shown; an approval without it, or with another, is for something else. */
  readonly hash: string
  readonly note?: string
}

/**
 * Approves (and carries out, exactly once) or rejects a proposal.
 *
 * An effect in the store, the change of status and the audit row share one transaction: after a crash either all three are
 * there or none, and a second approval of the same proposal finds it no longer waiting. An effect outside the store (a file
 * that leaves) follows the recorded approval and is taken up again after a crash; its file is written once.
 *
 * @throws {KithError} NOT_FOUND, FORBIDDEN (role, or a second person is needed), CONFLICT (decided already, expired, or the
 * hash is not of this proposal's arguments)
 */
export function decide({ ctx, input }: { ctx: ServiceContext; input: Decision }): ProposalRow {
  expireProposals(ctx.store, ctx.clock())
  const row = readProposal(ctx.store, input.proposalId)
  if (row === undefined || !mayRole(ctx.actor.role, 'read:proposals'))
    throw new NotFoundError('proposal', input.proposalId)
  const action = findAction(row.action)
  const args = parseActionArgs(action, JSON.parse(row.args))
  const hash = proposalHash({ actorId: row.proposedBy, action: row.action, args })
  if (hash !== row.hash || input.hash !== row.hash) {
    throw new KithError('CONFLICT', `the approval of ${row.id} is for other arguments than it holds`, {
      hint: 'Open the proposal again and decide about what it shows now.',
    })
  }
  assertMayDecide(ctx, action, row, input.decision)

  const decided = { decidedBy: ctx.actor.id, decidedAt: ctx.clock(), decisionNote: input.note ?? null }
  const leaves = action.outbox !== undefined
  inTransaction(ctx.store, () => {
    const status = input.decision === 'reject' ? 'rejected' : leaves ? 'approved' : 'executed'
    if (!moveProposal(ctx.store, row.id, 'proposed', { ...decided, status })) throw alreadyDecided(ctx, row.id)
    if (input.decision === 'approve') {
      const outcome = action.execute(ctx, args)
      const executed = leaves ? {} : { executedAt: ctx.clock() }
      moveProposal(ctx.store, row.id, status, { ...executed, status, outcome: JSON.stringify(outcome) })
    }
    recordAudit(ctx, { action: input.decision, subject: row.id, details: { action: row.action, hash: row.hash } })
  })
  if (input.decision === 'approve') action.afterwards?.(ctx, args)
  const after = readProposal(ctx.store, row.id) ?? row
  if (after.status === 'approved') deliverApproved(ctx, after)
  return readProposal(ctx.store, row.id) ?? row
}

function assertMayDecide(
  ctx: ServiceContext,
  action: ActionDefinition,
  row: ProposalRow,
  decision: Decision['decision'],
): void {
  const objection = objectionTo(ctx, action, row, decision)
  if (objection !== null) throw objection
}

/** What stands against this actor deciding the proposal so; null when they may. */
export const mayDecide = (
  ctx: ServiceContext,
  row: ProposalRow,
  decision: Decision['decision'],
): ForbiddenError | null => objectionTo(ctx, findAction(row.action), row, decision)

function objectionTo(
  ctx: ServiceContext,
  action: ActionDefinition,
  row: ProposalRow,
  decision: Decision['decision'],
): ForbiddenError | null {
  const own = row.proposedBy === ctx.actor.id
  if (decision === 'reject' && own) return null
  const allowed = action.approveNeed === 'approve:own_segments' ? own || mayRole(ctx.actor.role, 'approve:all') : true
  if (!allowed || !mayRole(ctx.actor.role, action.approveNeed)) {
    return new ForbiddenError(`the role ${ctx.actor.role} may not approve ${row.action}`, {
      hint: 'An admin can; the proposal stays open for them.',
      details: { reason_code: 'forbidden' },
    })
  }
  if (decision === 'approve' && action.needsSecondPerson && own && countActiveKeys(ctx.store) > 1) {
    return new ForbiddenError(`${row.action} needs a second person: you proposed it yourself`, {
      hint: 'Ask a colleague who may approve it.',
      details: { reason_code: 'second_person' },
    })
  }
  return null
}

const alreadyDecided = (ctx: ServiceContext, id: string): KithError =>
  new KithError('CONFLICT', `the proposal ${id} is ${readProposal(ctx.store, id)?.status ?? 'gone'} already`, {
    hint: 'Each proposal is decided once; propose it again if it is still wanted.',
  })
