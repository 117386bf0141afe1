import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { KithError } from '../../../lib/errors.ts'
import {
  inTransaction,
  listProposalRows,
  moveProposal,
  type ProposalRow,
} from '../../../store/queries/proposals/proposals.ts'
import { recordAudit } from '../../audit/record-audit.ts'
import type { ServiceContext } from '../../context.ts'
import { readSetting } from '../../settings/read-setting.ts'
import { findAction } from '../actions.ts'
import { parseActionArgs } from '../parse-action-args.ts'
import { WAITING } from './post-state.ts'
import { signFile } from './sign-file.ts'
import { writeOnce } from './write-once.ts'

/** Where approved actions leave, beside the store. */
export const outboxPath = (home: string, proposalId: string, extension: string): string =>
  join(home, 'outbox', `${proposalId}.${extension}`)

/**
 * Carries out an approved proposal whose effect is outside the store: its file, named after the proposal, is written once
 * whatever happens between, then the proposal is marked as executed.
 *
 * @throws {KithError} UNAVAILABLE when the file cannot be written; the proposal stays approved and is taken up again
 */
export function deliverApproved(ctx: ServiceContext, row: ProposalRow): void {
  const action = findAction(row.action)
  if (action.outbox === undefined) return
  const args = parseActionArgs(action, JSON.parse(row.args))
  const file = action.outbox(ctx, args, row.id)
  const path = outboxPath(ctx.home, row.id, file.extension)
  let sha256: string
  try {
    sha256 = writeOnce(path, file.content)
    writeOnce(`${path}.sig`, `${signFile(ctx.vault, readFileSync(path))}\n`)
  } catch (error) {
    throw new KithError('UNAVAILABLE', `${row.id} is approved, and its file could not be written yet`, {
      hint: 'Make room or rights in the outbox folder beside the store; listing the proposals tries again.',
      cause: error,
    })
  }
  inTransaction(ctx.store, () => {
    const posted = file.handedOver === true || readSetting(ctx.store, 'webhook_url') === '' ? {} : { webhook: WAITING }
    const outcome = { ...file.outcome, file: `outbox/${row.id}.${file.extension}`, sha256, ...posted }
    const moved = moveProposal(ctx.store, row.id, 'approved', {
      status: 'executed',
      executedAt: ctx.clock(),
      outcome: JSON.stringify(outcome),
    })
    if (moved) recordAudit(ctx, { action: 'execute', subject: row.id, details: { action: row.action, sha256 } })
  })
}

/** Takes up what was approved and not carried out when a process ended between the two. */
export function resumeApproved(ctx: ServiceContext): void {
  for (const row of listProposalRows(ctx.store, 'approved', { limit: 100, after: null })) {
    try {
      deliverApproved(ctx, row)
    } catch (error) {
      ctx.log.error({ err: error, proposal: row.id }, 'an approved proposal could not be carried out yet')
    }
  }
}
